using System.Globalization;

namespace DenseEdge.LocalAttentionBench;

/// <summary>What is measured. The defaults are the paper's small network at 425x560.</summary>
internal sealed record BenchOptions
{
    public int Height { get; init; } = 107;

    public int Width { get; init; } = 140;

    public int Channels { get; init; } = 33;

    public int Batch { get; init; } = 1;

    public int Threads { get; init; } = 1;

    public int Rounds { get; init; } = 15;

    /// <summary>The form whose memory this process measures; null to measure times.</summary>
    public string? Memory { get; init; }

    /// <summary>Reads "--name value" pairs.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or no number; the message says what was expected.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        BenchOptions options = new();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            options = arguments[i] switch
            {
                "--height" => options with { Height = Number(arguments[i], value) },
                "--width" => options with { Width = Number(arguments[i], value) },
                "--channels" => options with { Channels = Number(arguments[i], value) },
                "--batch" => options with { Batch = Number(arguments[i], value) },
                "--threads" => options with { Threads = Number(arguments[i], value) },
                "--rounds" => options with { Rounds = Number(arguments[i], value) },
                "--memory" => options with { Memory = value },
                _ => throw new ArgumentException(
                    "expected --height, --width, --channels, --batch, --threads or --rounds with a number, "
                    + $"found '{arguments[i]}'."),
            };
        }

        return options;
    }

    /// <summary>The arguments that give these options again, for a process of its own.</summary>
    public IEnumerable<string> Arguments() => new (string Name, int Value)[]
    {
        ("--height", Height), ("--width", Width), ("--channels", Channels), ("--batch", Batch), ("--threads", Threads),
    }.SelectMany(pair => new[] { pair.Name, pair.Value.ToString(CultureInfo.InvariantCulture) });

    private static int Number(string name, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"expected a number above 0 for {name}, found '{value}'.");
}
