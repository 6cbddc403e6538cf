using System.ComponentModel.DataAnnotations;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Losses;

namespace DenseEdge.Training.Engine;

/// <summary>How a network is trained. Exactly one of <see cref="Steps"/> and <see cref="BudgetSeconds"/> ends the training.</summary>
/// <remarks>
/// A run of a given number of steps repeats bit by bit on one machine with one thread count; a run with a time budget does
/// as many steps as the machine manages, so its result depends on the machine's speed.
/// </remarks>
public sealed record TrainingOptions
{
    /// <summary>Number of optimiser steps.</summary>
    /// <value>Default null: the time budget ends the training.</value>
    [Range(1, 100_000_000)]
    public int? Steps { get; init; }

    /// <summary>Wall-clock time for the training steps, in seconds; set-up and evaluation are not counted.</summary>
    /// <value>Default null: the number of steps ends the training.</value>
    [Range(1.0, 1e8)]
    public double? BudgetSeconds { get; init; }

    /// <summary>Images in one step.</summary>
    /// <value>Default 8.</value>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Peak learning rate of AdamW for the neck and the heads.</summary>
    /// <value>Default 0.002.</value>
    [Range(1e-8, 10)]
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The backbone's learning rate as a share of <see cref="LearningRate"/>.</summary>
    /// <value>Default 0.25: pretrained weights need smaller steps. Use 1 without pretrained weights.</value>
    [Range(0.0, 10)]
    public double BackboneLearningRateFactor { get; init; } = 0.25;

    /// <summary>Levels of the backbone that keep their pretrained weights, from the first on.</summary>
    /// <value>Default 0. 1 saves a quarter of a step's time: the first levels have the largest maps, and the most general features.</value>
    [Range(0, 4)]
    public int FrozenLevels { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    /// <value>Default 0.01.</value>
    [Range(0.0, 1)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Share of the training in which the learning rate rises linearly from 0 to its peak.</summary>
    /// <value>Default 0.05.</value>
    [Range(0.0, 0.5)]
    public double WarmUpShare { get; init; } = 0.05;

    /// <summary>Exponent of the polynomial decay after the warm-up (ATRC: 0.9).</summary>
    /// <value>Default 0.9.</value>
    [Range(0.0, 10)]
    public double DecayPower { get; init; } = 0.9;

    /// <summary>Largest global L2 norm of the gradients; larger ones are scaled down to it.</summary>
    /// <value>Default 10, as in the ATRC search.</value>
    [Range(1e-6, 1e9)]
    public double GradientClipNorm { get; init; } = 10;

    /// <summary>Decay per step of the moving average of the weights, which is what gets evaluated and exported.</summary>
    /// <value>Default 0.99. 0 switches the average off.</value>
    [Range(0.0, 0.99999)]
    public double AverageDecay { get; init; } = 0.99;

    /// <summary>Seconds between two checkpoints.</summary>
    /// <value>Default 60.</value>
    [Range(1, 1e6)]
    public double CheckpointSeconds { get; init; } = 60;

    /// <summary>Seed of the initial weights, of the order of the samples and of the augmentation.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; init; }

    /// <summary>Threads of the tensor library.</summary>
    /// <value>Default 0: one per processor.</value>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Weights of the losses.</summary>
    /// <value>Default: the paper's, at the input's size.</value>
    public LossOptions Loss { get; init; } = new();

    /// <summary>The contrastive regulariser.</summary>
    /// <value>Default: off.</value>
    public ContrastOptions Contrast { get; init; } = new();

    /// <summary>Random changes of the images; the crop size is the network's input size.</summary>
    public required TrainingAugmentation Augmentation { get; init; }

    /// <summary>Checks all values.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">Values are out of range or contradict each other; the message lists all.</exception>
    public TrainingOptions Validated()
    {
        List<string> faults = [.. Faults()];
        return faults.Count == 0
            ? this
            : throw new ArgumentException($"Training options: {string.Join(" ", faults)}");
    }

    /// <summary>Everything that is wrong with these options, a sentence each.</summary>
    internal IEnumerable<string> Faults()
    {
        List<ValidationResult> ranges = [];
        _ = Validator.TryValidateObject(this, new ValidationContext(this), ranges, validateAllProperties: true);
        foreach (ValidationResult fault in ranges)
        {
            yield return fault.ErrorMessage ?? "unknown fault";
        }

        if (Steps.HasValue == BudgetSeconds.HasValue)
        {
            yield return "Expected exactly one of Steps and BudgetSeconds.";
        }

        foreach (string fault in Loss.Faults())
        {
            yield return fault;
        }

        foreach (string fault in Contrast.Faults())
        {
            yield return $"contrast: {fault}";
        }

        if (AugmentationFault() is { } wrong)
        {
            yield return wrong;
        }
    }

    private string? AugmentationFault()
    {
        try
        {
            _ = Augmentation.Validated();
            return null;
        }
        catch (ValidationException fault)
        {
            return fault.Message;
        }
    }
}
