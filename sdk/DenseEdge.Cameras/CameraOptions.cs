namespace DenseEdge.Cameras;

/// <summary>How to read a camera, whatever its kind; what the device should do is said by the URI.</summary>
public sealed record CameraOptions
{
    /// <summary>Frames that may be alive at once.</summary>
    /// <value>4 by default; 1 to 64. Each takes height × width × 3 bytes.</value>
    public int FrameBuffers { get; init; } = 4;

    /// <summary>How long no frame may come before the status is <see cref="CameraStatus.Stalled"/>.</summary>
    /// <value>1 s by default; above 0.</value>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <see cref="Camera.Open(string, CameraOptions?)"/> waits for the first frame of a device or a
    /// file.</summary>
    /// <value>10 s by default; above 0. Network cameras are not waited for.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a <c>foreach</c> over a camera waits for a frame before it throws.</summary>
    /// <value>60 s by default; above 0. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</value>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pauses between attempts to reconnect.</summary>
    /// <value>0.5 s, doubled each time up to 30 s, by default.</value>
    public BackOff BackOff { get; init; } = new();

    /// <summary>The clock of timestamps, pauses and timeouts.</summary>
    /// <value><see cref="TimeProvider.System"/> by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">Some are out of range; the message lists all.</exception>
    internal CameraOptions Validated()
    {
        List<string> faults = [];
        if (FrameBuffers is < 1 or > 64)
        {
            faults.Add($"FrameBuffers must be between 1 and 64, got {FrameBuffers}.");
        }

        Require(StallAfter > TimeSpan.Zero, nameof(StallAfter), StallAfter);
        Require(StartTimeout > TimeSpan.Zero, nameof(StartTimeout), StartTimeout);
        Require(GiveUpAfter > TimeSpan.Zero || GiveUpAfter == Timeout.InfiniteTimeSpan, nameof(GiveUpAfter), GiveUpAfter);
        Require(BackOff.First > TimeSpan.Zero, "BackOff.First", BackOff.First);
        Require(BackOff.Longest >= BackOff.First, "BackOff.Longest (not below First)", BackOff.Longest);
        return faults.Count == 0 ? this : throw new ArgumentException($"Camera options: {string.Join(' ', faults)}");

        void Require(bool holds, string name, TimeSpan value)
        {
            if (!holds)
            {
                faults.Add($"{name} must be above 0, got {value}.");
            }
        }
    }
}
