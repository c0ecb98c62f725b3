A leader restricted a letter from the moment its folder lies before them, recalled and replaced ones too; lifting brings back exactly the state and the sight of before.
