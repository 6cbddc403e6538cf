using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>The regulariser in a training: its weight over time, the optimisers of its projectors, and its checkpoint.</summary>
/// <remarks>
/// Each projector has an optimiser of its own, which steps only when the projector took part: one optimiser for all would go
/// on moving the others by their momentum and shrinking them by their decay.
/// </remarks>
internal sealed class ContrastTraining : IDisposable
{
    private const string Weights = "contrast.safetensors";
    private const string Optimizers = "contrast.bin";

    private readonly ContrastOptions _options;
    private readonly ContrastiveRegulariser _regulariser;
    private readonly Dictionary<ProjectorKey, AdamW> _optimizers;

    private ContrastTraining(MultiTaskNetwork network, TrainingOptions training)
    {
        _options = training.Contrast;
        _regulariser = new ContrastiveRegulariser(network, _options, training.Seed);
        _regulariser.Projectors.train();
        _optimizers = _regulariser.Projectors.All.ToDictionary(entry => entry.Key, entry => MakeOptimizer(entry.Value, training));
    }

    /// <summary>The projectors.</summary>
    public ProjectorSet Projectors => _regulariser.Projectors;

    /// <summary>The parameters of the projectors that took part in the last step.</summary>
    public IEnumerable<Parameter> Drawn => DrawnKeys().SelectMany(key => Projectors.All[key].parameters());

    /// <summary>Makes what a training needs for its regulariser.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The training.</param>
    /// <returns>Null if the regulariser is off.</returns>
    /// <exception cref="ArgumentException">The options do not suit the tasks; the message lists every fault.</exception>
    public static ContrastTraining? Create(MultiTaskNetwork network, TrainingOptions training)
        => training.Contrast.IsOn ? new ContrastTraining(network, training) : null;

    /// <summary>Computes what the regulariser adds to the loss.</summary>
    /// <param name="output">The network's predictions, made in training mode.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="step">Steps done before this one.</param>
    /// <param name="share">Share of the training that is done, 0 to 1.</param>
    /// <returns>λ times the regulariser, a scalar; null in the warm-up.</returns>
    public Tensor? Loss(NetworkOutput output, LabelBatch labels, int step, double share)
    {
        if (share < _options.WarmUpShare)
        {
            return null;
        }

        Projectors.zero_grad();
        using DisposeScope scope = NewDisposeScope();
        return (_regulariser.Compute(output, labels, step) * _options.EffectiveLambda).MoveToOuterDisposeScope();
    }

    /// <summary>Moves the projectors that took part in the last step.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Step(double learningRate)
    {
        foreach (ProjectorKey key in DrawnKeys())
        {
            foreach (optim.ILearningRateController group in _optimizers[key].ParamGroups)
            {
                group.LearningRate = learningRate;
            }

            _optimizers[key].step();
        }
    }

    /// <summary>Writes projectors, memories and optimisers into a checkpoint's folder.</summary>
    /// <param name="folder">The folder.</param>
    public void Save(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.Write(
            Path.Combine(folder, Weights),
            Projectors.state_dict(prefix: ProjectorSet.Prefix).ToDictionary(
                entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
        using BinaryWriter writer = new(File.Create(Path.Combine(folder, Optimizers)));
        foreach (AdamW optimizer in _optimizers.Values)
        {
            optimizer.save_state_dict(writer);
        }
    }

    /// <summary>Reads projectors, memories and optimisers from a checkpoint's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing or does not fit the projectors.</exception>
    public void Load(string folder)
    {
        foreach (string name in new[] { Weights, Optimizers })
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new InvalidDataException(
                    $"'{folder}': expected '{name}', the projectors of a training with contrast, found none.");
            }
        }

        Checkpoint.LoadInto(Path.Combine(folder, Weights), Projectors.state_dict(prefix: ProjectorSet.Prefix));
        using BinaryReader reader = new(File.OpenRead(Path.Combine(folder, Optimizers)));
        foreach (AdamW optimizer in _optimizers.Values)
        {
            optimizer.load_state_dict(reader);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AdamW optimizer in _optimizers.Values)
        {
            optimizer.Dispose();
        }

        _regulariser.Dispose();
    }

    private IEnumerable<ProjectorKey> DrawnKeys()
        => _regulariser.Pairs.Select(Projectors.Key).Where(Projectors.All.ContainsKey).Distinct();

    private static AdamW MakeOptimizer(Projector projector, TrainingOptions training)
    {
        // As in the network: no decay on vectors.
        AdamW.ParamGroup[] groups = [.. projector.parameters()
            .GroupBy(parameter => parameter.dim() > 1)
            .OrderBy(group => group.Key)
            .Select(group => new AdamW.ParamGroup(
                group, lr: training.LearningRate, weight_decay: group.Key ? training.WeightDecay : 0))];
        return optim.AdamW(groups, training.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: training.WeightDecay);
    }
}
