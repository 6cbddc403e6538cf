using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk.Results;

/// <summary>A probability for every pixel. Valid until the prediction is disposed.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct ProbabilityResult
{
    private readonly PredictionSlot _slot;
    private readonly int _generation;
    private readonly TaskKind _task;

    internal ProbabilityResult(PredictionSlot slot, int generation, TaskKind task)
    {
        _slot = slot;
        _generation = generation;
        _task = task;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _slot.Model.OutputWidth;

    /// <summary>Probabilities from 0 to 1, row-major [H, W].</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<float> Probability
    {
        get
        {
            _slot.Require(_generation);
            return _slot.Buffers.Numbers[(int)_task];
        }
    }
}
