A process is plain data: read from DCWorkflow and written back without loss, checked as a whole with every problem in a sentence, compared, drawn as SVG, given to drawing tools as BPMN 2.0.
