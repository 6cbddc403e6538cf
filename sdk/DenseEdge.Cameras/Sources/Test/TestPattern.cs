namespace DenseEdge.Cameras.Sources.Test;

/// <summary>A diagonal ramp of colours that moves by 4 pixels a frame, and a white square that jumps about. The same seed gives
/// the same bytes on every machine.</summary>
internal sealed class TestPattern
{
    private const int PixelsPerFrame = 4;
    private const int Period = 256;

    private readonly int _height;
    private readonly int _width;
    private readonly int _seed;
    private readonly byte[] _ramp;

    internal TestPattern(int height, int width, int seed)
    {
        _height = height;
        _width = width;
        _seed = seed;
        _ramp = new byte[(width + Period) * 3];
        uint shift = Scramble(unchecked((uint)seed));
        for (int x = 0; x < width + Period; x++)
        {
            // Three ramps of different pace, each with the period of 256 pixels.
            _ramp[x * 3] = (byte)(x & 255);
            _ramp[(x * 3) + 1] = (byte)(((x * 2) + (int)(shift & 255)) & 255);
            _ramp[(x * 3) + 2] = (byte)((255 - x + (int)((shift >> 8) & 255)) & 255);
        }
    }

    /// <summary>Draws a frame.</summary>
    /// <param name="index">Number of the frame.</param>
    /// <param name="pixels">Gets [H, W, 3] bytes.</param>
    internal void Draw(long index, Span<byte> pixels)
    {
        int row = _width * 3;
        int move = (int)(index * PixelsPerFrame % Period);
        for (int y = 0; y < _height; y++)
        {
            _ramp.AsSpan((y + move) % Period * 3, row).CopyTo(pixels.Slice(y * row, row));
        }

        Square(index, pixels);
    }

    private void Square(long index, Span<byte> pixels)
    {
        int side = Math.Max(1, Math.Min(_height, _width) / 4);
        uint place = Scramble(unchecked((uint)index + ((uint)_seed * 2_654_435_761)));
        int top = (int)(place % (uint)(_height - side + 1));
        int left = (int)((place >> 16) % (uint)(_width - side + 1));
        for (int y = top; y < top + side; y++)
        {
            pixels.Slice(((y * _width) + left) * 3, side * 3).Fill(255);
        }
    }

    // The finaliser of MurmurHash3 (A. Appleby): every bit of the input changes about half of the output.
    private static uint Scramble(uint x)
    {
        unchecked
        {
            x ^= x >> 16;
            x *= 0x85EBCA6B;
            x ^= x >> 13;
            x *= 0xC2B2AE35;
            return x ^ (x >> 16);
        }
    }
}
