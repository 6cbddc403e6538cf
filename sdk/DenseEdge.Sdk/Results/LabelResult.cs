using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk.Results;

/// <summary>A class for every pixel. Valid until the prediction is disposed.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct LabelResult
{
    private readonly PredictionSlot _slot;
    private readonly int _generation;
    private readonly TaskKind _task;

    internal LabelResult(PredictionSlot slot, int generation, TaskKind task)
    {
        _slot = slot;
        _generation = generation;
        _task = task;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _slot.Model.OutputWidth;

    /// <summary>The classes, row-major [H, W]; each value is an index into <see cref="Classes"/>.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<byte> Labels
    {
        get
        {
            _slot.Require(_generation);
            return _slot.Buffers.Labels[(int)_task];
        }
    }

    /// <summary>A number for each class, [L, H, W], the largest for the class in <see cref="Labels"/>.</summary>
    /// <value>Empty unless the model answers with logits.</value>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<float> Logits
    {
        get
        {
            _slot.Require(_generation);
            return _slot.Buffers.Logits[(int)_task];
        }
    }

    /// <summary>Name and colour of every class, by label value.</summary>
    public IReadOnlyList<LabelClass> Classes => _slot.Model.Find(_task)!.Spec.Classes;
}
