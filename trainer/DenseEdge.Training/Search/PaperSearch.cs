using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Search;

/// <summary>
/// The search of the ATRC paper, for comparison: Gumbel softmax with falling temperature, entropy weight from −0.02 to
/// +0.06, pairs freeze when one context leads by 0.3, no latency term. Checkpoints and resumes as <see cref="SupernetTraining"/>.
/// </summary>
/// <remarks>
/// Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021, and the authors' code:
/// weights by SGD (0.01, momentum 0.9, decay 5e-4, poly 0.9) and preferences by Adam on the same batch, gradients clipped to
/// 10. Their 40 000 steps are scaled to the steps of the configuration, the preferences' learning rate 5e-4 in inverse
/// proportion.
/// </remarks>
public sealed class PaperSearch : IDisposable
{
    private const string GenotypeFile = "atrc_genotype.json";

    private readonly SearchRun _run;
    private readonly string _folder;

    private PaperSearch(SearchRun run, string folder) => (_run, _folder) = (run, folder);

    /// <summary>The losses so far: total, entropy of the preferences and the number of frozen pairs.</summary>
    public LossHistory History => _run.History;

    /// <summary>The genotype that the preferences choose now; the search's result once <see cref="Run"/> has finished.</summary>
    public Genotype Genotype => _run.Genotype;

    /// <summary>Gets the file that a finished search writes its genotype to, in the authors' format.</summary>
    /// <param name="folder">The folder of the search.</param>
    public static string GenotypePath(string folder) => Path.Combine(folder, GenotypeFile);

    /// <summary>Starts in an empty or new folder.</summary>
    /// <param name="configuration">Data, network (one shared encoder, refinement none), batch size, steps or time, loss
    /// weights and augmentation; the learning rates are the paper's.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="folder">Where checkpoints go.</param>
    /// <param name="contexts">The contexts that pairs may use; null for all five, as in the paper.</param>
    /// <exception cref="ArgumentException">Options are wrong, or the folder already holds checkpoints.</exception>
    public static PaperSearch Start(
        RunConfiguration configuration, ISampleSource samples, string folder, IReadOnlyList<ContextType>? contexts = null)
    {
        SupernetOptions options = new() { PaperMode = true, WarmUpShare = 0, PathShare = 0, Contexts = contexts };
        return new(SearchRun.Start(configuration, options, samples, folder), folder);
    }

    /// <summary>Goes on from the newest checkpoint.</summary>
    /// <param name="folder">The folder of the search.</param>
    /// <param name="samples">The same samples as before.</param>
    /// <exception cref="InvalidDataException">The folder is no search's, or holds no checkpoint that can be read.</exception>
    public static PaperSearch Resume(string folder, ISampleSource samples) => new(SearchRun.Resume(folder, samples), folder);

    /// <summary>Searches until the steps or the time are used up, or until cancelled; at the end it writes
    /// atrc_genotype.json.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the search early, with a checkpoint.</param>
    /// <returns>How it ended; an interrupted search is not an exception.</returns>
    /// <exception cref="ArithmeticException">The loss became infinite or NaN; the last checkpoint is from before.</exception>
    public TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingOutcome outcome = _run.Run(progress, cancellation);
        if (outcome.Finished)
        {
            RunFolder.WriteText(GenotypePath(_folder), Genotype.ToJson());
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}
