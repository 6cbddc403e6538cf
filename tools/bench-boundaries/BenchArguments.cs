using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DenseEdge.Evaluation.Boundaries;

namespace DenseEdge.BenchBoundaries;

/// <summary>What the user of bench-boundaries said.</summary>
internal sealed record BenchArguments
{
    /// <summary>How to call the program.</summary>
    public const string Usage =
        "usage: bench-boundaries [--images 100] [--size 320x480] [--max-dist 0.011] [--threads 0] [--run RUN|MODEL.onnx]";

    /// <summary>The number of images.</summary>
    public int Images { get; private init; } = 100;

    /// <summary>Height of the images, in pixels.</summary>
    public int Height { get; private init; } = 320;

    /// <summary>Width of the images, in pixels.</summary>
    public int Width { get; private init; } = 480;

    /// <summary>The tolerance as a share of the diagonal.</summary>
    public double MaxDistance { get; private init; } = BoundaryBenchmarkOptions.NyudMaxDistance;

    /// <summary>Images under way at once; 0 for one per processor.</summary>
    public int Threads { get; private init; }

    /// <summary>The network that predicts; null for maps that imitate one.</summary>
    public string? Model { get; private init; }

    /// <summary>Where the maps come from, in words.</summary>
    public string Source => Model is null ? "imitated predictions" : $"predictions of {Model}";

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The words.</param>
    /// <param name="arguments">What they say.</param>
    /// <param name="fault">What is wrong with them.</param>
    public static bool TryParse(string[] args, out BenchArguments arguments, [NotNullWhen(false)] out string? fault)
    {
        arguments = new BenchArguments();
        fault = null;
        for (int i = 0; i < args.Length && fault is null; i += 2)
        {
            if (i + 1 == args.Length)
            {
                fault = $"expected a value after '{args[i]}', found none";
                return false;
            }

            fault = Apply(ref arguments, args[i], args[i + 1]);
        }

        return fault is null;
    }

    private static string? Apply(ref BenchArguments arguments, string name, string value)
    {
        string[] sides = value.Split('x');
        switch (name)
        {
            case "--images" when Whole(value, out int images) && images > 0:
                arguments = arguments with { Images = images };
                return null;
            case "--threads" when Whole(value, out int threads):
                arguments = arguments with { Threads = threads };
                return null;
            case "--size" when sides.Length == 2 && Whole(sides[0], out int height) && Whole(sides[1], out int width):
                arguments = arguments with { Height = height, Width = width };
                return null;
            case "--max-dist" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share):
                arguments = arguments with { MaxDistance = share };
                return null;
            case "--run":
                arguments = arguments with { Model = Directory.Exists(value) ? Path.Combine(value, "model.onnx") : value };
                return null;
            default:
                return $"cannot use '{name} {value}'";
        }
    }

    private static bool Whole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
