using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// A search in its folder: starts or resumes, steps until steps or time are used up, writes checkpoints. A search of a given
/// number of steps is the same whether it was interrupted or not: no step draws from a generator that outlives it.
/// </summary>
internal sealed class SearchRun : IDisposable
{
    // The loss of single batches jumps: the display shows an average over about this many steps.
    private const double LossMemory = 20;

    private readonly RunConfiguration _configuration;
    private readonly ISampleSource _samples;
    private readonly string _folder;
    private readonly ISearchRecipe _recipe;
    private readonly WeightAverage _average;
    private TrainingState _state;

    private SearchRun(
        RunConfiguration configuration, SupernetOptions options, ISampleSource samples, string folder, Supernet network,
        TrainingState state, string? checkpoint)
    {
        (_configuration, _samples, _folder, Network, _state) = (configuration, samples, folder, network, state);
        TrainingOptions training = configuration.Training;
        network.train();
        network.Encoder.FreezeBackbone(training.FrozenLevels);
        _recipe = options.PaperMode
            ? new PaperModeRecipe(network, options, training)
            : new BudgetedRecipe(network, options, training);
        _average = new WeightAverage(network, training.AverageDecay, state.Step);
        History = new LossHistory(_recipe.Columns);
        if (checkpoint is not null)
        {
            _recipe.Load(checkpoint);
            Checkpoint.LoadAverage(checkpoint, _average);
            History = File.Exists(RunFolder.LossesPath(folder))
                ? LossHistory.Load(RunFolder.LossesPath(folder), state.Step)
                : History;
        }
    }

    /// <summary>The supernet in training.</summary>
    public Supernet Network { get; }

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; }

    /// <summary>The genotype that the preferences choose now.</summary>
    public Genotype Genotype => Network.Head.Genotype(_state.Step);

    /// <summary>Starts a search in an empty or new folder.</summary>
    /// <exception cref="ArgumentException">Options are wrong, or the folder already holds checkpoints.</exception>
    public static SearchRun Start(
        RunConfiguration configuration, SupernetOptions options, ISampleSource samples, string folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(samples);
        configuration.Validated();
        options.Validated(configuration.Network);
        if (RunFolder.Checkpoints(folder).Count > 0)
        {
            throw new ArgumentException(
                $"'{folder}' already holds checkpoints. Resume it, or choose another folder.", nameof(folder));
        }

        TrainingRun.SetThreads(configuration.Training);
        Supernet network = SupernetFolder.Make(configuration, options);
        Initialisation.Apply(
            network.Encoder, network.Head, network.NormalCentroids is null ? null : network.SetNormalCentroids, configuration,
            samples);
        SupernetFolder.Save(folder, configuration, options);
        return new SearchRun(configuration, options, samples, folder, network, new TrainingState(0, 0, false), checkpoint: null);
    }

    /// <summary>Goes on from the newest checkpoint of a search.</summary>
    /// <exception cref="InvalidDataException">The folder is no search's, or holds no checkpoint that can be read.</exception>
    public static SearchRun Resume(string folder, ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (RunConfiguration configuration, SupernetOptions options) = SupernetFolder.Load(folder);
        string checkpoint = SupernetFolder.NewestCheckpoint(folder);
        TrainingRun.SetThreads(configuration.Training);
        Supernet network = SupernetFolder.Make(configuration, options);
        SupernetFolder.Freeze(checkpoint, network);
        Checkpoint.LoadWeights(checkpoint, network);
        return new SearchRun(configuration, options, samples, folder, network, Checkpoint.LoadState(checkpoint), checkpoint);
    }

    /// <summary>Searches until the steps or the time are used up, or until cancelled.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the search early, with a checkpoint.</param>
    public TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptions options = _configuration.Training;
        NetworkOptions shape = _configuration.Network;
        using BatchLoader loader = new(
            _samples, shape.Tasks, new Augmenter(options.Augmentation), options, (shape.InputHeight, shape.InputWidth),
            _state.Step);
        double secondsBefore = _state.TrainingSeconds, lastCheckpoint = 0, meanLoss = double.NaN;
        Stopwatch clock = Stopwatch.StartNew();
        while (Share() < 1 && !cancellation.IsCancellationRequested)
        {
            double loss = Step(loader);
            meanLoss = double.IsNaN(meanLoss) ? loss : meanLoss + ((loss - meanLoss) / LossMemory);
            _state = _state with { TrainingSeconds = secondsBefore + clock.Elapsed.TotalSeconds };
            progress?.Report(Describe(meanLoss));
            if (clock.Elapsed.TotalSeconds - lastCheckpoint > options.CheckpointSeconds)
            {
                SaveCheckpoint();
                lastCheckpoint = clock.Elapsed.TotalSeconds;
            }
        }

        _state = _state with { Finished = Share() >= 1 };
        SaveCheckpoint();
        return new TrainingOutcome(_state.Step, _state.TrainingSeconds, meanLoss, _state.Finished);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recipe.Dispose();
        _average.Dispose();
        Network.Dispose();
    }

    private double Step(BatchLoader loader)
    {
        using DisposeScope scope = NewDisposeScope();
        TrainingBatch batch = loader.Next();
        Tensor images = BatchTensors.Images(batch);
        LabelBatch labels = BatchTensors.Labels(batch);
        loader.Return(batch);
        IReadOnlyList<double> values = _recipe.Step(images, labels, _state.Step, Share());
        if (_configuration.Training.AverageDecay > 0)
        {
            _average.Update();
        }

        _state = _state with { Step = _state.Step + 1 };
        History.Add(_state.Step, _state.TrainingSeconds, [.. values]);
        return values[0];
    }

    private double Share() => _configuration.Training.Steps is { } steps
        ? (double)_state.Step / steps
        : Math.Min(1, _state.TrainingSeconds / _configuration.Training.BudgetSeconds!.Value);

    private TrainingProgress Describe(double meanLoss)
    {
        double share = Share(), perStep = _state.TrainingSeconds / _state.Step;
        int totalSteps = _configuration.Training.Steps ?? Math.Max(_state.Step, (int)(_state.Step / Math.Max(share, 1e-9)));
        return new TrainingProgress(
            _state.Step, totalSteps, share, meanLoss, _configuration.Training.BatchSize / perStep,
            TimeSpan.FromSeconds((totalSteps - _state.Step) * perStep));
    }

    private void SaveCheckpoint()
    {
        Checkpoint.Save(_folder, _state, folder =>
        {
            Checkpoint.SaveWeights(folder, _average);
            _recipe.Save(folder);
        });
        History.Save(RunFolder.LossesPath(_folder));
    }
}
