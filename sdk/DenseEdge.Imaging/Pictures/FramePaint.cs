using System.Buffers;
using System.Runtime.CompilerServices;
using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>What painting over a camera's frame has in common, whatever is painted.</summary>
internal static class FramePaint
{
    /// <summary>Weights of colours have this many bits: 256 is opaque.</summary>
    private const int WeightBits = 8;

    /// <summary>Turns an opacity into a weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    internal static int Weight(double alpha)
        => alpha is >= 0 and <= 1
            ? (int)Math.Round(alpha * (1 << WeightBits))
            : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Expected an opacity from 0 to 1.");

    /// <summary>Checks that a frame and a map have the sizes that the geometry connects.</summary>
    /// <exception cref="ArgumentException">One has another size; the message names both.</exception>
    internal static void Require(int frameBytes, int mapHeight, int mapWidth, FrameGeometry geometry)
    {
        long expected = (long)geometry.CameraHeight * geometry.CameraWidth * 3;
        if (frameBytes != expected)
        {
            throw new ArgumentException(
                $"Expected {expected} bytes for a frame of {geometry.CameraHeight}x{geometry.CameraWidth} pixels, got {frameBytes}.");
        }

        if (mapHeight != geometry.OutputHeight || mapWidth != geometry.OutputWidth)
        {
            throw new ArgumentException(
                $"Expected a map of {geometry.OutputHeight}x{geometry.OutputWidth} pixels, got {mapHeight}x{mapWidth}.");
        }
    }

    /// <summary>Borrows a table of the map's column for each column of the frame; give it back with
    /// <see cref="Return"/>.</summary>
    internal static int[] RentColumns(FrameGeometry geometry)
    {
        int[] columns = ArrayPool<int>.Shared.Rent(geometry.CameraWidth);
        for (int x = 0; x < geometry.CameraWidth; x++)
        {
            columns[x] = geometry.NearestOutputColumn(x);
        }

        return columns;
    }

    /// <summary>Gives a table back.</summary>
    internal static void Return(int[] columns) => ArrayPool<int>.Shared.Return(columns);

    /// <summary>Lays a colour over a pixel.</summary>
    /// <param name="pixel">Red, green, blue.</param>
    /// <param name="color">The colour.</param>
    /// <param name="weight">See <see cref="Weight"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Lay(Span<byte> pixel, Rgb color, int weight)
    {
        pixel[2] = Mix(pixel[2], color.Blue, weight);
        pixel[1] = Mix(pixel[1], color.Green, weight);
        pixel[0] = Mix(pixel[0], color.Red, weight);
    }

    private static byte Mix(byte below, byte above, int weight) => unchecked(
        (byte)(((below * ((1 << WeightBits) - weight)) + (above * weight) + (1 << (WeightBits - 1))) >> WeightBits));
}
