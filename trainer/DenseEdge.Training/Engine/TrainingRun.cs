using System.Diagnostics;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>
/// A training in its run folder: starts or resumes, steps until steps or time are used up, writes checkpoints. Cancelling
/// ends it after the step in progress with a checkpoint, from which <see cref="Resume"/> goes on.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    // The loss of single batches jumps: the display shows an average over about this many steps.
    private const double LossMemory = 20;

    private readonly RunConfiguration _configuration;
    private readonly ISampleSource _samples;
    private readonly string _folder;
    private readonly MultiTaskLoss _loss;
    private readonly AdamW _optimizer;
    private readonly WeightAverage _average;
    private readonly LearningRateSchedule _schedule;
    private readonly List<double> _peakLearningRates;
    private readonly ContrastTraining? _contrast;
    private TrainingState _state;

    private TrainingRun(
        RunConfiguration configuration, ISampleSource samples, string folder, MultiTaskNetwork network, TrainingState state,
        string? checkpoint)
    {
        (_configuration, _samples, _folder, Network, _state) = (configuration, samples, folder, network, state);
        TrainingOptions options = configuration.Training;
        _loss = new MultiTaskLoss(network, options.Loss);
        network.train();
        network.FreezeBackbone(options.FrozenLevels);
        _optimizer = WeightOptimizer.Make(network.named_parameters(), options);
        _peakLearningRates = [.. _optimizer.ParamGroups.Select(group => group.LearningRate)];
        _schedule = new LearningRateSchedule(options.WarmUpShare, options.DecayPower);
        _average = new WeightAverage(network, options.AverageDecay, state.Step);
        _contrast = ContrastTraining.Create(network, options);
        History = new LossHistory(_contrast is null ? ["total"] : ["total", "contrast"]);
        if (checkpoint is not null)
        {
            Checkpoint.LoadOptimizer(checkpoint, _optimizer);
            Checkpoint.LoadAverage(checkpoint, _average);
            _contrast?.Load(checkpoint);
            History = File.Exists(RunFolder.LossesPath(folder))
                ? LossHistory.Load(RunFolder.LossesPath(folder), state.Step)
                : History;
        }
    }

    /// <summary>The network in training. Its parameters are the averaged ones once <see cref="Run"/> has finished.</summary>
    public MultiTaskNetwork Network { get; }

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; }

    /// <summary>Starts a training in an empty or new folder.</summary>
    /// <param name="configuration">What to train, and how.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="runFolder">Where checkpoints go.</param>
    /// <exception cref="ArgumentException">The configuration is wrong, or the folder already holds checkpoints.</exception>
    /// <param name="initialWeights">Weights of the whole network to go on from, a safetensors file with all its tensors; null for
    /// random ones and, if the configuration names them, pretrained ones of the backbone.</param>
    /// <exception cref="InvalidDataException">The weights do not fit; the message lists the differences.</exception>
    public static TrainingRun Start(
        RunConfiguration configuration, ISampleSource samples, string runFolder, string? initialWeights = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(samples);
        configuration.Validated();
        if (RunFolder.Checkpoints(runFolder).Count > 0)
        {
            throw new ArgumentException(
                $"'{runFolder}' already holds checkpoints. Resume it, or choose another folder.", nameof(runFolder));
        }

        SetThreads(configuration.Training);
        MultiTaskNetwork network = MultiTaskNetwork.Create(configuration.Network, configuration.Training.Seed);
        if (initialWeights is null)
        {
            Initialisation.Apply(network, configuration, samples);
        }
        else
        {
            Checkpoint.LoadInto(initialWeights, network);
        }

        configuration.Save(runFolder);
        return new TrainingRun(configuration, samples, runFolder, network, new TrainingState(0, 0, false), checkpoint: null);
    }

    /// <summary>Goes on from the newest checkpoint of a run.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="samples">The same training samples as before.</param>
    /// <exception cref="InvalidDataException">The folder is no run, or holds no checkpoint that can be read.</exception>
    public static TrainingRun Resume(string runFolder, ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        RunConfiguration configuration = RunConfiguration.Load(runFolder);
        string checkpoint = RunFolder.Checkpoints(runFolder) is [string newest, ..]
            ? newest
            : throw new InvalidDataException($"Expected a checkpoint in '{runFolder}', found none. Start the training anew.");
        SetThreads(configuration.Training);
        MultiTaskNetwork network = MultiTaskNetwork.Create(configuration.Network, configuration.Training.Seed);
        Checkpoint.LoadWeights(checkpoint, network);
        return new TrainingRun(
            configuration, samples, runFolder, network, Checkpoint.LoadState(checkpoint), checkpoint);
    }

    /// <summary>Trains until the steps or the time are used up, or until cancelled.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the training early, with a checkpoint.</param>
    /// <returns>How it ended; an interrupted training is not an exception.</returns>
    /// <exception cref="InvalidDataException">A training sample could not be read.</exception>
    /// <exception cref="ArithmeticException">The loss became infinite or NaN; the last checkpoint is from before.</exception>
    public TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptions options = _configuration.Training;
        NetworkOptions shape = _configuration.Network;
        using BatchLoader loader = new(
            _samples, shape.Tasks, new Augmenter(options.Augmentation), options, (shape.InputHeight, shape.InputWidth), _state.Step);
        double secondsBefore = _state.TrainingSeconds;
        Stopwatch clock = Stopwatch.StartNew();
        double lastCheckpoint = 0;
        double meanLoss = double.NaN;
        while (Share() < 1 && !cancellation.IsCancellationRequested)
        {
            (double loss, double contrast) = Step(loader, Share());
            meanLoss = double.IsNaN(meanLoss) ? loss : meanLoss + ((loss - meanLoss) / LossMemory);
            _state = _state with { Step = _state.Step + 1, TrainingSeconds = secondsBefore + clock.Elapsed.TotalSeconds };
            History.Add(_state.Step, _state.TrainingSeconds, _contrast is null ? [loss] : [loss, contrast]);
            progress?.Report(Describe(meanLoss));
            if (clock.Elapsed.TotalSeconds - lastCheckpoint > options.CheckpointSeconds)
            {
                SaveCheckpoint();
                lastCheckpoint = clock.Elapsed.TotalSeconds;
            }
        }

        _state = _state with { Finished = Share() >= 1 };
        SaveCheckpoint();
        if (_state.Finished && options.AverageDecay > 0)
        {
            _ = _average.Apply();
        }

        Network.eval();
        return new TrainingOutcome(_state.Step, _state.TrainingSeconds, meanLoss, _state.Finished);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _contrast?.Dispose();
        _average.Dispose();
        _optimizer.Dispose();
        Network.Dispose();
    }

    /// <summary>Gives the tensor library as many threads as a training wants.</summary>
    internal static void SetThreads(TrainingOptions options) =>
        set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);

    private (double Total, double Contrast) Step(BatchLoader loader, double share)
    {
        TrainingOptions options = _configuration.Training;
        double factor = _schedule.Factor(share + (_state.Step == 0 ? 1e-3 : 0));
        foreach ((optim.ILearningRateController group, double peak) in _optimizer.ParamGroups.Zip(_peakLearningRates))
        {
            group.LearningRate = peak * factor;
        }

        using DisposeScope scope = NewDisposeScope();
        TrainingBatch batch = loader.Next();
        Tensor images = BatchTensors.Images(batch);
        LabelBatch labels = BatchTensors.Labels(batch);
        loader.Return(batch);

        _optimizer.zero_grad();
        NetworkOutput output = Network.call(images);
        Tensor total = _loss.Compute(output, labels).Total;
        Tensor? contrast = _contrast?.Loss(output, labels, _state.Step, share);
        total = contrast is null ? total : total + contrast;
        total.backward();
        nn.utils.clip_grad_norm_(
            contrast is null ? Network.parameters() : Network.parameters().Concat(_contrast!.Drawn), options.GradientClipNorm);
        double loss = total.item<float>();
        if (!double.IsFinite(loss))
        {
            throw new ArithmeticException(
                $"The loss became {loss} in step {_state.Step + 1}. Lower the learning rate ({options.LearningRate}) and resume "
                + $"from the checkpoint in '{_folder}', or check the data.");
        }

        _optimizer.step();
        if (contrast is not null)
        {
            _contrast!.Step(options.LearningRate * factor);
        }

        if (options.AverageDecay > 0)
        {
            _average.Update();
        }

        return (loss, contrast?.item<float>() ?? 0);
    }

    private double Share() => _configuration.Training.Steps is { } steps
        ? (double)_state.Step / steps
        : Math.Min(1, _state.TrainingSeconds / _configuration.Training.BudgetSeconds!.Value);

    private TrainingProgress Describe(double meanLoss)
    {
        double share = Share();
        double perStep = _state.TrainingSeconds / _state.Step;
        int totalSteps = _configuration.Training.Steps ?? Math.Max(_state.Step, (int)(_state.Step / Math.Max(share, 1e-9)));
        double remaining = _configuration.Training.BudgetSeconds is { } budget
            ? Math.Max(0, budget - _state.TrainingSeconds)
            : (totalSteps - _state.Step) * perStep;
        return new TrainingProgress(
            _state.Step, totalSteps, share, meanLoss, _configuration.Training.BatchSize / perStep, TimeSpan.FromSeconds(remaining));
    }

    private void SaveCheckpoint()
    {
        Checkpoint.Save(_folder, Network, _average, _optimizer, _state, _contrast);
        History.Save(RunFolder.LossesPath(_folder));
    }
}
