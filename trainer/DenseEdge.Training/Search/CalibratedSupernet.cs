using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>A trained supernet, ready to predict: averaged weights, batch normalisation estimated anew on training
/// images.</summary>
internal sealed class CalibratedSupernet : IDisposable
{
    private readonly ISampleSource _calibration;
    private readonly RowScoringOptions _options;
    private readonly Dictionary<TaskKind, (RowTerms Terms, RowMoments Moments)> _rows = [];

    private CalibratedSupernet(
        RunConfiguration configuration, SupernetOptions search, Supernet network, ISampleSource calibration,
        RowScoringOptions options)
        => (Configuration, Search, Network, _calibration, _options) = (configuration, search, network, calibration, options);

    /// <summary>What the supernet was trained with.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>How it was searched.</summary>
    public SupernetOptions Search { get; }

    /// <summary>The supernet, in evaluation mode.</summary>
    public Supernet Network { get; }

    /// <summary>Loads the newest checkpoint of a search.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="training">The samples that it was trained on.</param>
    /// <param name="options">How many of them are used.</param>
    /// <exception cref="InvalidDataException">The folder is no search's, or holds no checkpoint that can be read.</exception>
    public static CalibratedSupernet Load(string folder, ISampleSource training, RowScoringOptions options)
    {
        (RunConfiguration configuration, SupernetOptions search) = SupernetFolder.Load(folder);
        string checkpoint = SupernetFolder.NewestCheckpoint(folder);
        TrainingRun.SetThreads(configuration.Training);
        Supernet network = SupernetFolder.Make(configuration, search);
        SupernetFolder.Freeze(checkpoint, network);
        if (configuration.Training.AverageDecay > 0)
        {
            Checkpoint.LoadAveragedWeights(checkpoint, network);
        }
        else
        {
            Checkpoint.LoadWeights(checkpoint, network);
        }

        CalibratedSupernet supernet = new(configuration, search, network, training, options);
        NormCalibration.Apply(network, configuration.Training.FrozenLevels, supernet.CalibrationBatches());
        return supernet;
    }

    /// <summary>Reads samples at the network's size, a batch at a time; each batch's tensors end with the next.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="indices">Which ones, in order.</param>
    public IEnumerable<(Tensor Images, IReadOnlyList<DenseSample> Samples)> Batches(
        ISampleSource samples, IEnumerable<int> indices)
    {
        NetworkOptions shape = Configuration.Network;
        foreach (int[] chunk in indices.Chunk(_options.BatchSize))
        {
            DenseSample[] batch = [.. chunk.Select(
                index => ResizeSample.Apply(samples.Load(index), shape.InputHeight, shape.InputWidth))];
            using Tensor images = Initialisation.Images(batch, shape);
            yield return (images, batch);
        }
    }

    /// <summary>The terms and moments of a task's rows; measured when first asked for.</summary>
    /// <param name="target">The task.</param>
    public (RowTerms Terms, RowMoments Moments) Rows(TaskKind target)
    {
        if (!_rows.TryGetValue(target, out (RowTerms Terms, RowMoments Moments) rows))
        {
            RowTerms terms = new(Network, target);
            rows = (terms, RowMoments.Measure(terms, CalibrationBatches()));
            _rows.Add(target, rows);
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, RowMoments moments) in _rows.Values)
        {
            moments.Dispose();
        }

        Network.Dispose();
    }

    private IEnumerable<Tensor> CalibrationBatches()
    {
        int count = Math.Min(_options.CalibrationImages, _calibration.Count);
        return Batches(_calibration, Enumerable.Range(0, count).Select(i => (int)((long)i * _calibration.Count / count)))
            .Select(batch => batch.Images);
    }
}
