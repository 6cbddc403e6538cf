using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk;

/// <summary>
/// Everything that the network sees in one frame: aligned maps of H × W pixels, as large as the model's outputs. The maps lie
/// in buffers of the predictor; disposing the prediction returns them. A view that is used afterwards throws.
/// </summary>
/// <remarks>A small value, so that a frame costs no allocation. Copies are the same prediction; disposing one disposes
/// all, and disposing twice does nothing.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "A handle on a frame; nobody compares frames.")]
public readonly struct DensePrediction : IDisposable
{
    private readonly PredictionHandle _handle;

    internal DensePrediction(PredictionSlot slot, int generation) => _handle = new PredictionHandle(slot, generation);

    /// <summary>Height of every map in pixels.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public int Height => Slot.Model.OutputHeight;

    /// <summary>Width of every map in pixels.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public int Width => Slot.Model.OutputWidth;

    /// <summary>What the model answers, and in which form.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ModelMetadata Model => Slot.Model;

    /// <summary>The tasks that were computed: those of the model, or those that the call asked for.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public TaskSet Tasks => Slot.Tasks;

    /// <summary>Where the time went.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public PredictionTiming Timing => Slot.Timing;

    /// <summary>Where the pixels of the maps lie in the camera's frame.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public FrameGeometry Geometry => Slot.Geometry;

    /// <summary>The frame as the model took it: [<see cref="ModelMetadata.InputHeight"/>, <see
    /// cref="ModelMetadata.InputWidth"/>, 3] bytes, red first. Valid until the prediction is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<byte> Frame => Slot.Buffers.Frame;

    /// <summary>A class for every pixel.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public LabelResult? Segmentation => Labels(TaskKind.SemanticSegmentation);

    /// <summary>A body part, or background, for every pixel.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public LabelResult? HumanParts => Labels(TaskKind.HumanParts);

    /// <summary>Distances along the optical axis.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public DepthResult? Depth => Has(TaskKind.Depth) ? new DepthResult(_handle) : null;

    /// <summary>Directions that the surfaces face.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public SurfaceNormalsResult? SurfaceNormals
        => Has(TaskKind.SurfaceNormals) ? new SurfaceNormalsResult(_handle) : null;

    /// <summary>Probability that a pixel lies on a boundary.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ProbabilityResult? Boundaries => Probabilities(TaskKind.Boundaries);

    /// <summary>Probability that a pixel belongs to the salient object.</summary>
    /// <value>Null if the model doesn't have this task, or the call didn't ask for it.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ProbabilityResult? Saliency => Probabilities(TaskKind.Saliency);

    private PredictionSlot Slot => _handle.Slot;

    /// <summary>Tells whether the prediction answers a task.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public bool Has(TaskKind task) => Slot.Tasks[task];

    /// <summary>Returns the buffers to the predictor.</summary>
    public void Dispose() => _handle.Release();

    private LabelResult? Labels(TaskKind task) => Has(task) ? new LabelResult(_handle, task) : null;

    private ProbabilityResult? Probabilities(TaskKind task)
        => Has(task) ? new ProbabilityResult(_handle, task) : null;
}
