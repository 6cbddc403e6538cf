using DenseEdge.Cameras;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>A frame in the ring.</summary>
/// <param name="Frame">The handle on the camera's buffer; the pixels are never copied.</param>
/// <param name="QueuedTimestamp">When it was put into the ring.</param>
internal readonly record struct QueuedFrame(Frame Frame, long QueuedTimestamp);
