using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Golden;

/// <summary>One frame with the expected answers, all compressed.</summary>
/// <param name="Height">Height of the frame in pixels.</param>
/// <param name="Width">Width of the frame in pixels.</param>
/// <param name="Pixels">The frame, compressed.</param>
/// <param name="Answers">An answer per task of the header, compressed.</param>
internal sealed record GoldenFrame(int Height, int Width, byte[] Pixels, IReadOnlyList<byte[]> Answers)
{
    private const int Channels = 3;

    /// <summary>The most pixels of a frame.</summary>
    public const int MostPixels = 1 << 22;

    /// <summary>Computes the answers to a frame.</summary>
    /// <exception cref="ArgumentException">The frame is too large.</exception>
    /// <exception cref="InvalidDataException">An answer isn't finite.</exception>
    public static GoldenFrame Create(GoldenHeader header, DensePredictor predictor, Rgb24Image frame)
    {
        if ((long)frame.Height * frame.Width > MostPixels)
        {
            throw new ArgumentException(
                $"Expected golden frames of at most {MostPixels} pixels, got {frame.Height}x{frame.Width}.", nameof(frame));
        }

        using DensePrediction prediction = predictor.Run(frame);
        List<byte[]> answers = [];
        foreach (TaskKind task in header.Tasks)
        {
            byte[] samples = GoldenAnswer.Store(task, prediction, out long nonFinite);
            if (nonFinite > 0)
            {
                throw new InvalidDataException(
                    $"Expected finite numbers for {task.Title()}, found {nonFinite} that aren't: the model is broken.");
            }

            answers.Add(PlaneCodec.Compress(samples, header.OutputWidth, 1));
        }

        return new GoldenFrame(frame.Height, frame.Width, PlaneCodec.Compress(frame.Pixels, frame.Width, Channels), answers);
    }

    /// <summary>The frame.</summary>
    public Rgb24Image Image()
        => new(Height, Width, PlaneCodec.Decompress(Pixels, Height * Width * Channels, Width, Channels));
}
