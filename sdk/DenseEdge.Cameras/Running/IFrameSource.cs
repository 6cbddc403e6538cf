using DenseEdge.Cameras.Frames;

namespace DenseEdge.Cameras.Running;

/// <summary>One connection to a device, a stream or a file. Used by one thread at a time.</summary>
internal interface IFrameSource : IDisposable
{
    /// <summary>What the device granted; null before the first frame.</summary>
    CameraGrant? Grant { get; }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="target">Gets the frame; left as it is if there is none.</param>
    /// <param name="timeout">How long to wait at most; zero only looks.</param>
    /// <exception cref="CameraException">The connection is lost.</exception>
    ReadOutcome TryRead(FrameContent target, TimeSpan timeout);
}
