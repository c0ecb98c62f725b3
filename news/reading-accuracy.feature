When a letter gets its number, what its pages proposed is compared with what was registered; a page and `@reading-accuracy` tell by month and field how much needed no typing.
