namespace DenseEdge.Cameras.Addresses;

/// <summary><c>test://?width=640&amp;height=480&amp;fps=30&amp;frames=300</c>, a moving pattern that repeats exactly, with the
/// faults of real cameras on demand.</summary>
internal sealed record TestAddress(string Name) : CameraAddress(Name)
{
    internal required int Width { get; init; }

    internal required int Height { get; init; }

    /// <summary>Frames per second, as a live camera that drops what nobody takes; 0 as fast as they are asked
    /// for.</summary>
    internal required double FramesPerSecond { get; init; }

    /// <summary>Number of frames; null for no end.</summary>
    internal required int? FrameCount { get; init; }

    internal required int Seed { get; init; }

    /// <summary>Before frame From nothing comes for the time of Length frames; null for never.</summary>
    internal required (int From, int Length)? Stall { get; init; }

    /// <summary>Every so many frames one is lost; null for none.</summary>
    internal required int? DropEvery { get; init; }

    /// <summary>The device is gone after so many frames; null for never.</summary>
    internal required int? FailAfter { get; init; }

    internal required LiveOptions Live { get; init; }

    internal static TestAddress Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        if (parts.Authority.Length > 0 || parts.Path is not ("" or "/"))
        {
            options.AddFault("expected test:// or test://?options");
        }

        TestAddress address = new(parts.Name)
        {
            Width = options.Integer("width", 1, CameraLimits.Side) ?? 640,
            Height = options.Integer("height", 1, CameraLimits.Side) ?? 480,
            FramesPerSecond = options.Number("fps", 0, CameraLimits.FramesPerSecond) ?? 30,
            FrameCount = options.Integer("frames", 1, int.MaxValue),
            Seed = options.Integer("seed", 0, int.MaxValue) ?? 0,
            Stall = options.Range("stall"),
            DropEvery = options.Integer("drop", 2, int.MaxValue),
            FailAfter = options.Integer("fail", 1, int.MaxValue),
            Live = LiveOptions.Read(options, TimeSpan.FromSeconds(5), reconnectByDefault: false),
        };
        if (address is { Stall: not null, FramesPerSecond: 0 })
        {
            options.AddFault("expected fps above 0 beside stall");
        }

        options.Finish();
        return address;
    }
}
