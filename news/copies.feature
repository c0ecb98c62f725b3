A copy (SY, SL) is kept as a PDF that bears its mark under the last page, and opened by who
may open the original; an extract (TrS) without pages is typed anew, its mark printed.
