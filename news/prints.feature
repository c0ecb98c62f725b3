Registers and the follow-up book were printed to PDF with a cover, page counts and the columns of the law, and exported to XLSX, without waiting and without holding up anybody else.
