using System.Diagnostics;
using System.Runtime.InteropServices;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Golden;

/// <summary>How the answer to one task becomes bytes and numbers again.</summary>
internal static class GoldenAnswer
{
    private const float NormalSteps = 127;
    private const float ProbabilitySteps = 255;

    /// <summary>Bytes per pixel of a stored answer.</summary>
    public static int BytesPerPixel(TaskKind task) => task switch
    {
        TaskKind.Depth => 2,
        TaskKind.SurfaceNormals => 3,
        _ => 1,
    };

    /// <summary>Rounds an answer to bytes, plane after plane: labels as they are; depth as half precision, high bytes before low
    /// ones; normals' components and probabilities in 8 bits.</summary>
    /// <param name="task">The task.</param>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="nonFinite">How many numbers are infinite or not a number.</param>
    public static byte[] Store(TaskKind task, DensePrediction prediction, out long nonFinite)
    {
        if (task.HasClasses())
        {
            nonFinite = 0;
            return Labels(task, prediction).ToArray();
        }

        ReadOnlySpan<float> numbers = Numbers(task, prediction);
        nonFinite = CountNonFinite(numbers);
        byte[] bytes = new byte[numbers.Length * (task == TaskKind.Depth ? 2 : 1)];
        for (int i = 0; i < numbers.Length && nonFinite == 0; i++)
        {
            Store(task, numbers[i], bytes, i, numbers.Length);
        }

        return bytes;
    }

    /// <summary>Turns stored bytes of a task without classes into numbers: [H, W], or [3, H, W] for normals.</summary>
    public static float[] Restore(TaskKind task, ReadOnlySpan<byte> bytes)
    {
        int count = task == TaskKind.Depth ? bytes.Length / 2 : bytes.Length;
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = task switch
            {
                TaskKind.Depth => (float)BitConverter.UInt16BitsToHalf((ushort)((bytes[i] << 8) | bytes[count + i])),
                TaskKind.SurfaceNormals => unchecked((sbyte)bytes[i]) / NormalSteps,
                _ => bytes[i] / ProbabilitySteps,
            };
        }

        return numbers;
    }

    /// <summary>The labels of a task with classes.</summary>
    public static ReadOnlySpan<byte> Labels(TaskKind task, DensePrediction prediction) => task switch
    {
        TaskKind.SemanticSegmentation => prediction.Segmentation!.Value.Labels,
        TaskKind.HumanParts => prediction.HumanParts!.Value.Labels,
        _ => throw new UnreachableException($"{task} has no classes."),
    };

    /// <summary>The numbers of a task without classes.</summary>
    public static ReadOnlySpan<float> Numbers(TaskKind task, DensePrediction prediction) => task switch
    {
        TaskKind.Depth => prediction.Depth!.Value.Meters,
        TaskKind.SurfaceNormals => prediction.SurfaceNormals!.Value.Components,
        TaskKind.Boundaries => prediction.Boundaries!.Value.Probability,
        TaskKind.Saliency => prediction.Saliency!.Value.Probability,
        _ => throw new UnreachableException($"{task} has no numbers."),
    };

    /// <summary>Counts the numbers that are infinite or not a number.</summary>
    public static long CountNonFinite(ReadOnlySpan<float> numbers)
    {
        // Every bit of the exponent is set in infinities and in what is no number, and in nothing else.
        const int Exponent = 0x7f800000;
        long count = 0;
        foreach (int bits in MemoryMarshal.Cast<float, int>(numbers))
        {
            count += (bits & Exponent) == Exponent ? 1 : 0;
        }

        return count;
    }

    private static void Store(TaskKind task, float number, byte[] bytes, int index, int count)
    {
        switch (task)
        {
            case TaskKind.Depth:
                ushort half = BitConverter.HalfToUInt16Bits((Half)number);
                bytes[index] = (byte)(half >> 8);
                bytes[count + index] = (byte)(half & 0xff);
                break;
            case TaskKind.SurfaceNormals:
                bytes[index] = unchecked((byte)(sbyte)MathF.Round(Math.Clamp(number, -1, 1) * NormalSteps));
                break;
            default:
                bytes[index] = (byte)MathF.Round(Math.Clamp(number, 0, 1) * ProbabilitySteps);
                break;
        }
    }
}
