The sending book also says how a paper copy went beside the system. Outside agencies are suggested line by line where a draft is begun, published or sent to more recipients.
