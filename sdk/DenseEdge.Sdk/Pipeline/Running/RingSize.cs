namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>How the camera's buffers are shared out: one is read into, one belongs to each result, the others wait in the
/// ring.</summary>
internal static class RingSize
{
    private const int LongestByDefault = 4;

    /// <summary>Gets the number of the camera's buffers that a pipeline can make use of.</summary>
    /// <param name="options">Null if the source decides whether frames are dropped.</param>
    /// <param name="results">Results that may be alive at once.</param>
    internal static int BuffersFor(PipelineOptions? options, int results)
    {
        int waiting = options switch
        {
            null => LongestByDefault,
            { Policy: FramePolicy.Latest } => 1,
            { Capacity: 0 } => LongestByDefault,
            _ => options.Capacity,
        };
        return 1 + waiting + results;
    }

    /// <summary>Gets the length of the ring.</summary>
    /// <param name="options">Policy and wish.</param>
    /// <param name="buffers">The camera's buffers.</param>
    /// <param name="results">Results that may be alive at once.</param>
    /// <exception cref="ArgumentException">There are too few buffers.</exception>
    internal static int For(PipelineOptions options, int buffers, int results)
    {
        int room = buffers - 1 - results;
        int wanted = options.Policy == FramePolicy.Latest ? 1 : options.Capacity;
        if (room < Math.Max(1, wanted))
        {
            throw new ArgumentException(
                $"Pipeline options: a ring of {Math.Max(1, wanted)} needs {1 + Math.Max(1, wanted) + results} of the camera's buffers "
                + $"(one to read into, {results} for the predictor's results), but it has {buffers}. "
                + "Raise CameraOptions.FrameBuffers, or lower Capacity or PredictorOptions.ResultBuffers.");
        }

        return wanted > 0 ? wanted : Math.Min(room, LongestByDefault);
    }
}
