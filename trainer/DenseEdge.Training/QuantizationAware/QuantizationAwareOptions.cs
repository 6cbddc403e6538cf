using System.ComponentModel.DataAnnotations;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>How a quantised model is fine-tuned. Exactly one of <see cref="Steps"/> and <see cref="BudgetSeconds"/> ends
/// it.</summary>
public sealed record QuantizationAwareOptions
{
    /// <summary>Number of optimiser steps.</summary>
    /// <value>Default null: the time budget ends the training.</value>
    [Range(1, 100_000_000)]
    public int? Steps { get; init; }

    /// <summary>Wall-clock time for the steps, in seconds.</summary>
    /// <value>Default null: the number of steps ends the training.</value>
    [Range(1.0, 1e8)]
    public double? BudgetSeconds { get; init; }

    /// <summary>
    /// Peak learning rate of Adam, in steps of the weight's grid. Adam moves all weights of a layer by about this much in one
    /// step, each in its own best direction, so that a sum of 100 products of weights of 16 codes or so changes by half a
    /// thousandth at 0.001, and a network of 60 such layers by some per cent: the start is good, and more would leave it.
    /// </summary>
    /// <value>Default 0.0003.</value>
    [Range(1e-6, 10)]
    public double LearningRate { get; init; } = 0.0003;

    /// <summary>Weight of the losses that the run was trained with, against the labels.</summary>
    /// <value>Default 0.1: a few images' labels say less about the rounding than the float model does.</value>
    [Range(0.0, 1e6)]
    public double LabelWeight { get; init; } = 0.1;

    /// <summary>Weight of the distance to the float model's predictions, relative to their variance.</summary>
    /// <value>Default 10. 0 leaves the float model out, and a quarter of a step's time.</value>
    [Range(0.0, 1e6)]
    public double TeacherWeight { get; init; } = 10;

    /// <summary>Share of the training in which the learning rate rises linearly from 0 to its peak.</summary>
    /// <value>Default 0.1: Adam's first steps know nothing of the gradients' size.</value>
    [Range(0.0, 0.5)]
    public double WarmUpShare { get; init; } = 0.1;

    /// <summary>Decay per step of the moving average of the weights, which is what is written.</summary>
    /// <value>Default 0.97, over about the last thirty steps. 0 switches the average off.</value>
    [Range(0.0, 0.99999)]
    public double AverageDecay { get; init; } = 0.97;

    /// <summary>Whether pairs of codes must fit sums of 16 bits (<see cref="Onnx.Engines.SixteenBitPairs"/>), as those of a model
    /// that was quantised so do.</summary>
    /// <value>Default false: every code from -127 to 127 may stand beside every other.</value>
    public bool LimitsPairs { get; init; }

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <exception cref="ArgumentException">Values are out of range or contradict each other; the message lists all.</exception>
    public QuantizationAwareOptions Validated()
    {
        List<ValidationResult> faults = [];
        _ = Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true);
        List<string> sentences = [.. faults.Select(fault => fault.ErrorMessage ?? "unknown fault")];
        if (Steps.HasValue == BudgetSeconds.HasValue)
        {
            sentences.Add("Expected exactly one of Steps and BudgetSeconds.");
        }

        return sentences.Count == 0
            ? this
            : throw new ArgumentException($"Quantisation-aware training: {string.Join(" ", sentences)}");
    }
}
