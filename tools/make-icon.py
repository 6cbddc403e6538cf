#!/usr/bin/env python3
"""Draws the packages' icon, sdk/icon.png: one square frame, answered as four aligned maps. Standard library only.

Usage: make-icon.py FILE.png
"""
import struct
import sys
import zlib

SIDE = 128
SAMPLES = 4  # per pixel and axis: smooth edges
MARGIN, GAP, CORNER = 8.0, 6.0, 18.0

INK = (18, 24, 38)
LABELS = ((38, 166, 154), (255, 183, 77))  # two classes
NEAR, FAR = (240, 98, 70), (48, 63, 159)  # depth
FACING, SIDEWAYS = (128, 128, 255), (222, 120, 200)  # normals
EDGE = (245, 247, 250)  # a boundary


def rounded(x, y, left, top, right, bottom, radius):
    """Whether a point lies in a rectangle with round corners."""
    dx = max(left + radius - x, x - (right - radius), 0.0)
    dy = max(top + radius - y, y - (bottom - radius), 0.0)
    return left <= x <= right and top <= y <= bottom and dx * dx + dy * dy <= radius * radius


def mix(a, b, share):
    """The colour between a (share 0) and b (share 1)."""
    return tuple(p + (q - p) * share for p, q in zip(a, b))


def inside_hill(u, v):
    """The one object of the scene: a round hill that rises from the lower edge. u, v from 0 to 1."""
    return (u - 0.5) ** 2 + ((v - 1.0) * 0.8) ** 2 < 0.36 ** 2


def near_edge(u, v):
    radius = ((u - 0.5) ** 2 + ((v - 1.0) * 0.8) ** 2) ** 0.5
    return abs(radius - 0.36) < 0.055


def map_color(row, column, u, v):
    """The colour of one of the four maps at a point of the scene."""
    hill = inside_hill(u, v)
    if (row, column) == (0, 0):
        return LABELS[0] if hill else LABELS[1]
    if (row, column) == (0, 1):
        return mix(NEAR, FAR, 0.15 * (1 - v) if hill else 0.55 + 0.45 * (1 - v))
    if (row, column) == (1, 0):
        return mix(FACING, SIDEWAYS, min(1.0, 1.8 * abs(u - 0.5) + 0.15)) if hill else FACING
    return EDGE if near_edge(u, v) else (58, 70, 96)


def sample(x, y):
    """Colour and opacity at a point; a coordinate is in pixels."""
    if not rounded(x, y, 0, 0, SIDE, SIDE, CORNER + MARGIN):
        return (*INK, 0)
    side = (SIDE - 2 * MARGIN - GAP) / 2
    for row in (0, 1):
        for column in (0, 1):
            left, top = MARGIN + column * (side + GAP), MARGIN + row * (side + GAP)
            if rounded(x, y, left, top, left + side, top + side, CORNER * 0.55):
                return (*map_color(row, column, (x - left) / side, (y - top) / side), 1)
    return (*INK, 1)


def pixel(column, row):
    """The mean of a pixel's samples, as four bytes."""
    total = [0.0, 0.0, 0.0, 0.0]
    for j in range(SAMPLES):
        for i in range(SAMPLES):
            r, g, b, a = sample(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES)
            total = [t + c for t, c in zip(total, (r * a, g * a, b * a, a))]
    opacity = max(total[3], 1e-9)
    return bytes(round(t / opacity) for t in total[:3]) + bytes([round(255 * total[3] / SAMPLES ** 2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(SIDE)) for y in range(SIDE))
    with open(sys.argv[1], "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 6, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    main()
