"""Makes a `precompiled_charsmap` of SentencePiece from replacements: the trie is a double array in the layout of Darts-clone."""
import struct


def charsmap(replacements, dense=True):
    """{text: replacement}; `dense` takes long for thousands of them, and saves space."""
    trie, texts, places = {}, bytearray(), {}
    for key, value in replacements.items():
        node = trie
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[0] = value
    units, bases, block = {}, set(), [0]

    def base_for(node):
        """Where the children of a node go: at the exclusive or of this number and their bytes."""
        if not dense:
            block[0] += 256
            return block[0]
        base = 1
        while base in bases or any(base ^ byte in units for byte in node):
            base += 1
        return base

    def place(node, position, label):
        base = base_for(node)
        bases.add(base)
        assert position ^ base < 1 << 21
        units[position] = (position ^ base) << 10 | (1 << 8 if 0 in node else 0) | label
        for byte in node:
            units[base ^ byte] = 0
        if 0 in node:
            if node[0] not in places:
                places[node[0]] = len(texts)
                texts.extend(node[0].encode() + b"\0")
            units[base] = places[node[0]] | 1 << 31
        for byte, child in node.items():
            if byte:
                place(child, base ^ byte, byte)

    units[0] = 0
    place(trie, 0, 0)
    count = (max(units) + 256) // 256 * 256
    return struct.pack("<I", 4 * count) + struct.pack(f"<{count}I", *(units.get(i, 0) for i in range(count))) + bytes(texts)
