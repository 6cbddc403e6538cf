using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Search;

/// <summary>
/// Trains a supernet for scoring rows by <see cref="RowScorer"/>, in a folder of its own. Cancelling ends it after the step in
/// progress with a checkpoint; a search of a given number of steps that was interrupted, even by a power cut, and resumed
/// gives the same weights as one that went through, with one thread count on one machine.
/// </summary>
public sealed class SupernetTraining : IDisposable
{
    private readonly SearchRun _run;

    private SupernetTraining(SearchRun run) => _run = run;

    /// <summary>The losses so far: total, entropy of the preferences, expected latency and λ, both 0 without a budget.</summary>
    public LossHistory History => _run.History;

    /// <summary>The genotype that the preferences choose now.</summary>
    public Genotype Genotype => _run.Genotype;

    /// <summary>Starts in an empty or new folder.</summary>
    /// <param name="configuration">Data, network (one shared encoder, refinement none) and training; losses of auxiliary
    /// predictions included.</param>
    /// <param name="options">The phases, the contexts and the budget.</param>
    /// <param name="samples">The training samples; those that rows shall be scored on must not be among them
    /// (<see cref="HeldOutSplit"/>).</param>
    /// <param name="folder">Where checkpoints go.</param>
    /// <exception cref="ArgumentException">Options are wrong, or the folder already holds checkpoints.</exception>
    public static SupernetTraining Start(
        RunConfiguration configuration, SupernetOptions options, ISampleSource samples, string folder)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PaperMode
            ? throw new ArgumentException($"Expected no paper mode: {nameof(PaperSearch)} has it.", nameof(options))
            : new(SearchRun.Start(configuration, options, samples, folder));
    }

    /// <summary>Goes on from the newest checkpoint.</summary>
    /// <param name="folder">The folder of the search.</param>
    /// <param name="samples">The same samples as before.</param>
    /// <exception cref="InvalidDataException">The folder is no search's, or holds no checkpoint that can be read.</exception>
    public static SupernetTraining Resume(string folder, ISampleSource samples) => new(SearchRun.Resume(folder, samples));

    /// <summary>Trains until the steps or the time are used up, or until cancelled.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the training early, with a checkpoint.</param>
    /// <returns>How it ended; an interrupted training is not an exception.</returns>
    /// <exception cref="ArithmeticException">The loss became infinite or NaN; the last checkpoint is from before.</exception>
    public TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
        => _run.Run(progress, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}
