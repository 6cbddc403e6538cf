using System.ComponentModel.DataAnnotations;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Search;

/// <summary>How a supernet is searched, beside what <see cref="TrainingOptions"/> say: the file search.json of its
/// folder.</summary>
/// <remarks>
/// Two phases. The warm-up trains single paths: every pair uses one context per step, each of its contexts equally often.
/// After it a share of the steps goes on like that, because the row tables score single paths and only they make their
/// ranking good; the other steps mix all contexts by a Gumbel softmax and train the preferences (α).
/// </remarks>
public sealed record SupernetOptions
{
    /// <summary>Version of the file's layout.</summary>
    /// <value>Always 1.</value>
    public int Format { get; init; } = 1;

    /// <summary>Whether the search is ATRC's own (ICCV 2021) instead of the two phases.</summary>
    /// <value>Default false; <see cref="PaperSearch"/> sets it.</value>
    public bool PaperMode { get; init; }

    /// <summary>Share of the training before the preferences are trained.</summary>
    /// <value>Default 0.2.</value>
    [Range(0.0, 1.0)]
    public double WarmUpShare { get; init; } = 0.2;

    /// <summary>Share of the later steps that train single paths; the others mix contexts and train the preferences.</summary>
    /// <value>Default 0.5.</value>
    [Range(0.0, 1.0)]
    public double PathShare { get; init; } = 0.5;

    /// <summary>
    /// The learning rate of the preferences' Adam, summed over the search: how far a preference can go. A search of n steps
    /// has a rate of PreferenceTravel / n, so that short searches decide too.
    /// </summary>
    /// <value>Default 20: the paper's 5e-4 over 40 000 steps.</value>
    [Range(0.0, 1e6)]
    public double PreferenceTravel { get; init; } = PaperRecipe.PreferenceLearningRate * PaperRecipe.Steps;

    /// <summary>The contexts that pairs may use; no context is always among them.</summary>
    /// <value>Default null: all five.</value>
    public IReadOnlyList<ContextType>? Contexts { get; init; }

    /// <summary>The budget that the preferences are pushed under.</summary>
    /// <value>Default null: the preferences follow the losses alone.</value>
    public LatencyPressure? Latency { get; init; }

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <exception cref="ArgumentException">At least one value is out of range or does not belong to the network.</exception>
    public SupernetOptions Validated(NetworkOptions network)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<ValidationResult> ranges = [];
        _ = Validator.TryValidateObject(this, new ValidationContext(this), ranges, validateAllProperties: true);
        List<string> faults = [.. ranges.Select(fault => fault.ErrorMessage ?? "unknown fault")];
        if (Latency is not null && Latency.RowMicroseconds.Count != network.Tasks.Count)
        {
            faults.Add($"Expected costs for {network.Tasks.Count} tasks, got {Latency.RowMicroseconds.Count}.");
        }

        if (Latency is { BudgetMs: var budget } && !(budget > 0 && double.IsFinite(budget)))
        {
            faults.Add($"Expected a budget above 0 ms, got {budget}.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Search options: {string.Join(" ", faults)}");
    }
}
