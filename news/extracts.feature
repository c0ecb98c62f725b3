An extract (TrS) may name pages of the stored PDF: it is kept as a PDF of these pages alone, with its mark under the last one.
