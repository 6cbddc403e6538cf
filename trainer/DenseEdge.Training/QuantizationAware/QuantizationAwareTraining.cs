using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>
/// Fine-tunes an integer model so that its weights make up for the rounding: the graph is trained with every rounding in place,
/// at a low learning rate, with the losses that its run was trained with and the distance to the float model's predictions.
/// </summary>
/// <remarks>
/// <para>Scales and zero points stay those of calibration. Jacob et al. (CVPR 2018) let ranges move with the weights, LSQ
/// (Esser et al., ICLR 2020) learns scales; both would change numbers that targets put rules on (TensorRT's short scales, one
/// scale on both sides of a Resize).</para>
/// <para>The graph has a batch of 1, so a step adds up the gradients of the run's batch size one image after another: the memory
/// is that of one image. Losses are those of the final predictions; auxiliary predictions, which are only there to learn from,
/// and the contrastive regulariser are left out.</para>
/// </remarks>
public sealed class QuantizationAwareTraining : IDisposable
{
    // The loss of single batches jumps: the display shows an average over about this many steps.
    private const double LossMemory = 20;

    private readonly OnnxModel _quantized;
    private readonly QuantizationAwareOptions _options;
    private readonly TrainingOptions _run;
    private readonly ISampleSource _samples;
    private readonly IReadOnlyList<TaskSpec> _tasks;
    private readonly (int Height, int Width) _size;
    private readonly GraphNetwork _network;
    private readonly GraphPredictions _predictions;
    private readonly GraphNetwork _teacher;
    private readonly GraphPredictions _targets;
    private readonly TeacherLoss _teacherLoss = new();
    private readonly MultiTaskLoss _loss;
    private readonly AdamW _optimizer;
    private readonly WeightAverage _average;
    private readonly LearningRateSchedule _schedule;

    private QuantizationAwareTraining(
        OnnxModel quantized, OnnxGraph graph, OnnxGraph original, RunConfiguration run, QuantizationAwareOptions options,
        ISampleSource samples)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelMetadata metadata = ModelMetadata.Parse(quantized.GetMetadata(ModelMetadata.Key), "model");
        _quantized = quantized;
        _options = options;
        _run = run.Training;
        _samples = samples;
        _tasks = run.Network.Tasks;
        _size = (metadata.InputHeight, metadata.InputWidth);
        IReadOnlyList<TaskLogits> logits =
            [.. metadata.Tasks.Select(task => TaskLogits.Find(graph, task.Spec.Kind, task.OutputName))];
        _network = GraphNetwork.Make(
            graph, original, [.. logits.Select(task => task.Value).Distinct()], options.LimitsPairs);
        _predictions = new GraphPredictions(_network, logits);
        _teacher = GraphNetwork.Make(original, original, _network.Wanted, options.LimitsPairs);
        _targets = new GraphPredictions(_teacher, logits);
        _loss = new MultiTaskLoss(run.Network, () => null, run.Training.Loss);
        _optimizer = MakeOptimizer(_network, options);
        _average = new WeightAverage(_network, options.AverageDecay);
        _schedule = new LearningRateSchedule(options.WarmUpShare, run.Training.DecayPower);
    }

    /// <summary>Number of weights and biases that are trained.</summary>
    public long ParameterCount => _network.parameters().Sum(parameter => parameter.numel());

    /// <summary>The graph in training.</summary>
    internal GraphNetwork Network => _network;

    /// <summary>The losses so far.</summary>
    public LossHistory History { get; } = new(["total"]);

    /// <summary>Prepares the training of an integer model.</summary>
    /// <param name="quantized">The integer model: QuantizeLinear pairs and codes in an FP32 graph, for a network-sized
    /// image.</param>
    /// <param name="original">The float model that it was made from; its weights are where the training starts.</param>
    /// <param name="run">The run that the network comes from: its tasks, losses, augmentation, batch size.</param>
    /// <param name="options">How to train.</param>
    /// <param name="samples">The training samples.</param>
    /// <exception cref="ArgumentException">The options are out of range; the message lists every fault.</exception>
    /// <exception cref="InvalidDataException">The model can't be trained; the message names the node.</exception>
    public static QuantizationAwareTraining Start(
        OnnxModel quantized, OnnxModel original, RunConfiguration run, QuantizationAwareOptions options, ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(quantized);
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(samples);
        options.Validated();
        set_num_threads(run.Training.Threads > 0 ? run.Training.Threads : Environment.ProcessorCount);
        return new QuantizationAwareTraining(
            quantized, OnnxGraph.Open(quantized, "integer model"), OnnxGraph.Open(original, "float model"), run, options,
            samples);
    }

    /// <summary>Trains until the steps or the time are used up.</summary>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the training after the step in progress.</param>
    /// <returns>How it ended. Afterwards the averaged weights are in place.</returns>
    /// <exception cref="InvalidDataException">A training sample could not be read.</exception>
    /// <exception cref="ArithmeticException">The loss became infinite or NaN.</exception>
    public TrainingOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingAugmentation augmentation = _run.Augmentation with { CropHeight = _size.Height, CropWidth = _size.Width };
        using BatchLoader loader = new(_samples, _tasks, new Augmenter(augmentation), _run, _size, firstStep: 0);
        Stopwatch clock = Stopwatch.StartNew();
        double meanLoss = double.NaN;
        int step = 0;
        while (Share(step, clock) < 1 && !cancellation.IsCancellationRequested)
        {
            double loss = Step(loader, step, Share(step, clock));
            step++;
            meanLoss = double.IsNaN(meanLoss) ? loss : meanLoss + ((loss - meanLoss) / LossMemory);
            History.Add(step, clock.Elapsed.TotalSeconds, [loss]);
            progress?.Report(Describe(step, clock, meanLoss));
        }

        if (_options.AverageDecay > 0 && step > 0)
        {
            using DisposeScope scope = NewDisposeScope();
            _ = _average.Apply();
        }

        return new TrainingOutcome(step, clock.Elapsed.TotalSeconds, meanLoss, Share(step, clock) >= 1);
    }

    /// <summary>Writes the integer model with the weights as they are now: the same graph, the same scales, other
    /// codes.</summary>
    public OnnxModel ToModel() => _network.WriteTo(_quantized);

    /// <inheritdoc/>
    public void Dispose()
    {
        _average.Dispose();
        _optimizer.Dispose();
        _teacher.Dispose();
        _network.Dispose();
    }

    // No decay: it would pull codes towards 0, and a folded weight's size is no longer undone by a normalisation.
    private static AdamW MakeOptimizer(GraphNetwork network, QuantizationAwareOptions options)
        => optim.AdamW(
            [new AdamW.ParamGroup(network.parameters(), lr: options.LearningRate, weight_decay: 0)],
            options.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: 0);

    private double Step(BatchLoader loader, int step, double share)
    {
        double factor = _schedule.Factor(share + (step == 0 ? 1e-3 : 0));
        _optimizer.ParamGroups.Single().LearningRate = _options.LearningRate * factor;
        using DisposeScope scope = NewDisposeScope();
        TrainingBatch batch = loader.Next();
        Tensor images = BatchTensors.Images(batch);
        LabelBatch labels = BatchTensors.Labels(batch);
        loader.Return(batch);

        _optimizer.zero_grad();
        double sum = 0;
        for (int i = 0; i < images.shape[0]; i++)
        {
            sum += AddGradient(images, labels, i);
        }

        double loss = sum / images.shape[0];
        if (!double.IsFinite(loss))
        {
            throw new ArithmeticException(
                $"The loss became {loss} in step {step + 1}. Lower the learning rate ({_options.LearningRate}), or check the "
                + "data.");
        }

        _optimizer.step();
        _network.Limit();
        if (_options.AverageDecay > 0)
        {
            _average.Update();
        }

        return loss;
    }

    private double AddGradient(Tensor images, LabelBatch labels, int index)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor image = images.narrow(0, index, 1);
        IReadOnlyDictionary<TaskKind, Tensor> predictions = _predictions.Predict(image);
        Tensor total = _loss.Compute(predictions, new Dictionary<TaskKind, Tensor>(), labels.Image(index)).Total
            * _options.LabelWeight;
        if (_options.TeacherWeight > 0)
        {
            total = total + (_teacherLoss.Compute(predictions, Targets(image)) * _options.TeacherWeight);
        }

        (total / images.shape[0]).backward();
        return total.item<float>();
    }

    private IReadOnlyDictionary<TaskKind, Tensor> Targets(Tensor image)
    {
        using IDisposable withoutGradients = no_grad();
        return _targets.Predict(image);
    }

    private double Share(int step, Stopwatch clock) => _options.Steps is { } steps
        ? (double)step / steps
        : Math.Min(1, clock.Elapsed.TotalSeconds / _options.BudgetSeconds!.Value);

    private TrainingProgress Describe(int step, Stopwatch clock, double meanLoss)
    {
        double share = Share(step, clock);
        double perStep = clock.Elapsed.TotalSeconds / step;
        int totalSteps = _options.Steps ?? Math.Max(step, (int)(step / Math.Max(share, 1e-9)));
        double remaining = _options.BudgetSeconds is { } budget
            ? Math.Max(0, budget - clock.Elapsed.TotalSeconds)
            : (totalSteps - step) * perStep;
        return new TrainingProgress(
            step, totalSteps, share, meanLoss, _run.BatchSize / perStep, TimeSpan.FromSeconds(remaining));
    }
}
