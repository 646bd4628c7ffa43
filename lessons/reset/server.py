# The server of this lesson. On its host: wirelab exec server -- python3 server.py [linger0]
import socket
import struct
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a new start may meet TIME-WAIT
listener.bind(("0.0.0.0", 8088))
listener.listen(5)
conversation, peer = listener.accept()
if "linger0" in sys.argv:  # RST instead of FIN
    conversation.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
conversation.close()  # it leaves without having listened
listener.close()
