The site manager changed who may take a step, bound types to processes, copied, imported and took away processes on pages of their own.
