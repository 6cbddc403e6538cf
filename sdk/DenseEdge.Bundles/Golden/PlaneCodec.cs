using System.IO.Compression;

namespace DenseEdge.Bundles.Golden;

/// <summary>Compresses rows of bytes without loss: each byte as its difference from what its neighbours to the left, above and
/// above
/// left predict, then Brotli.</summary>
/// <remarks>The predictor is the median of left, above and left + above − above left, as in JPEG-LS (ITU-T T.87): it follows
/// edges
/// of both directions and is exact on a plane.</remarks>
internal static class PlaneCodec
{
    private const int Quality = 9;
    private const int WindowBits = 22;

    /// <summary>Compresses a picture or a plane.</summary>
    /// <param name="samples">[rows, width, channels] bytes.</param>
    /// <param name="width">Samples per row and channel.</param>
    /// <param name="channels">How many values lie side by side at one pixel.</param>
    public static byte[] Compress(ReadOnlySpan<byte> samples, int width, int channels)
    {
        byte[] rest = new byte[samples.Length];
        int row = width * channels;
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = unchecked((byte)(samples[i] - Predict(samples, i, row, channels)));
        }

        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(rest.Length)];
        return BrotliEncoder.TryCompress(rest, compressed, out int written, Quality, WindowBits)
            ? compressed[..written]
            : throw new System.Diagnostics.UnreachableException("Brotli's bound on its output didn't hold.");
    }

    /// <summary>Undoes <see cref="Compress"/>.</summary>
    /// <param name="compressed">What it made.</param>
    /// <param name="length">Bytes that must come out; never more memory than this is taken.</param>
    /// <param name="width">Samples per row and channel.</param>
    /// <param name="channels">How many values lie side by side at one pixel.</param>
    /// <exception cref="InvalidDataException">Something else comes out.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> compressed, int length, int width, int channels)
    {
        byte[] samples = new byte[length];
        if (!BrotliDecoder.TryDecompress(compressed, samples, out int written) || written != length)
        {
            throw new InvalidDataException($"Golden frames: expected {length} compressed bytes, found damaged ones.");
        }

        int row = width * channels;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = unchecked((byte)(samples[i] + Predict(samples, i, row, channels)));
        }

        return samples;
    }

    private static int Predict(ReadOnlySpan<byte> samples, int index, int row, int channels)
    {
        bool isFirst = index % row < channels;
        int left = isFirst ? 0 : samples[index - channels];
        if (index < row)
        {
            return left;
        }

        int above = samples[index - row];
        if (isFirst)
        {
            return above;
        }

        int aboveLeft = samples[index - row - channels];
        return Math.Max(Math.Min(left, above), Math.Min(Math.Max(left, above), left + above - aboveLeft));
    }
}
