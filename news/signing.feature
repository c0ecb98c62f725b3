Approvals are bound to the version that was approved; capacities TM., Q., KT., TL., TUQ. are held against who may sign what, TUQ. against its written decision; the slip bears a random code.
