using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;
using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Results;

/// <summary>A class for every pixel. Valid until the prediction is disposed; then every member throws
/// <see cref="ObjectDisposedException"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct LabelResult
{
    private readonly PredictionHandle _handle;
    private readonly TaskKind _task;

    internal LabelResult(PredictionHandle handle, TaskKind task)
    {
        _handle = handle;
        _task = task;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _handle.Slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _handle.Slot.Model.OutputWidth;

    /// <summary>The classes, [H, W]; each value is an index into <see cref="Classes"/>.</summary>
    public ReadOnlySpan2D<byte> Labels => Map(_handle.Slot);

    /// <summary>Name and colour of every class, by label value.</summary>
    public IReadOnlyList<LabelClass> Classes => Task(_handle.Slot).Spec.Classes;

    /// <summary>Whether the model says how sure it is: it answers with <see cref="Logits"/>, not with labels alone.</summary>
    public bool HasConfidence => Task(_handle.Slot).Form == AnswerForm.Logits;

    /// <summary>The softmax probability of the class in <see cref="Labels"/>, [H, W], from 1 / number of classes to 1. Computed
    /// for the whole map when it is first asked for, in memory that is kept from frame to frame.</summary>
    /// <exception cref="InvalidOperationException">The model answers with labels alone; see
    /// <see cref="HasConfidence"/>.</exception>
    public ReadOnlySpan2D<float> Confidence
    {
        get
        {
            PredictionSlot slot = _handle.Slot;
            ReadOnlySpan<float> confidence = slot.Confidences.Of(
                _task, _handle.Generation, RequireLogits(slot), Task(slot).Spec.Classes.Count);
            return new ReadOnlySpan2D<float>(confidence, slot.Model.OutputHeight, slot.Model.OutputWidth);
        }
    }

    /// <summary>A number for each class, [L, H, W], the largest for the class in <see cref="Labels"/>.</summary>
    /// <value>Empty unless the model answers with logits.</value>
    public ReadOnlySpan<float> Logits => _handle.Slot.Buffers.Logits[(int)_task];

    /// <summary>Gets the class of a pixel.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <param name="x">Column, from 0 at the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside the map.</exception>
    /// <exception cref="InvalidDataException">The model wrote a label that its metadata have no class for.</exception>
    public LabelClass ClassAt(int y, int x)
    {
        PredictionSlot slot = _handle.Slot;
        IReadOnlyList<LabelClass> classes = Task(slot).Spec.Classes;
        byte label = Map(slot)[y, x];
        return label < classes.Count
            ? classes[label]
            : throw new InvalidDataException($"Expected a label below {classes.Count}, the number of classes, found {label}.");
    }

    /// <summary>Finds the label value of a class.</summary>
    /// <param name="name">The class's name, in any case.</param>
    /// <returns>The index into <see cref="Classes"/>, or null if the model has no such class.</returns>
    public int? FindLabel(string name)
    {
        IReadOnlyList<LabelClass> classes = Classes;
        for (int i = 0; i < classes.Count; i++)
        {
            if (string.Equals(classes[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Counts the pixels of a class.</summary>
    /// <param name="label">An index into <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int CountOf(int label)
    {
        RequireLabel(label);
        return Labels.Span.Count((byte)label);
    }

    /// <summary>Counts the pixels of a class in a part of the map.</summary>
    /// <param name="label">An index into <see cref="Classes"/>.</param>
    /// <param name="region">The part; what lies outside of the map doesn't count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int CountOf(int label, PixelRectangle region)
    {
        RequireLabel(label);
        ReadOnlySpan2D<byte> labels = Labels;
        PixelRectangle part = region.Clip(labels.Height, labels.Width);
        int count = 0;
        for (int y = part.Top; y < part.Bottom; y++)
        {
            count += labels.Row(y).Slice(part.Left, part.Width).Count((byte)label);
        }

        return count;
    }

    /// <summary>Gets the share of the map's area that a class takes, from 0 to 1.</summary>
    /// <param name="label">An index into <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double ShareOf(int label) => (double)CountOf(label) / Labels.Length;

    /// <summary>Brings the labels to the size of the camera's frame: each pixel gets the label that shows its centre.</summary>
    /// <param name="target">[H, W] of <see cref="DensePrediction.Geometry"/>'s camera.</param>
    /// <exception cref="ArgumentException">The memory has another size.</exception>
    public void ResizeToCamera(Span<byte> target)
    {
        PredictionSlot slot = _handle.Slot;
        CameraResampling.Nearest(Map(slot), slot.Geometry, target);
    }

    /// <summary>Computes <see cref="Confidence"/> into memory of the caller's.</summary>
    /// <param name="target">[H, W] of the outputs.</param>
    /// <exception cref="ArgumentException">The memory has another size.</exception>
    /// <exception cref="InvalidOperationException">The model answers with labels alone.</exception>
    public void CopyConfidenceTo(Span<float> target)
    {
        PredictionSlot slot = _handle.Slot;
        int pixels = slot.Model.OutputHeight * slot.Model.OutputWidth;
        if (target.Length != pixels)
        {
            throw new ArgumentException($"Expected room for {pixels} pixels, got {target.Length}.", nameof(target));
        }

        LogitConfidence.Fill(RequireLogits(slot), Task(slot).Spec.Classes.Count, target);
    }

    private ModelTask Task(PredictionSlot slot) => slot.Model.Find(_task)!;

    private ReadOnlySpan2D<byte> Map(PredictionSlot slot)
        => new(slot.Buffers.Labels[(int)_task], slot.Model.OutputHeight, slot.Model.OutputWidth);

    private float[] RequireLogits(PredictionSlot slot)
        => slot.Buffers.Logits[(int)_task]
            ?? throw new InvalidOperationException(
                $"The model answers {_task.Title()} with labels alone, without a confidence. "
                + "Export it for a target that answers with logits, and ask HasConfidence first.");

    private void RequireLabel(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, Classes.Count);
    }
}
