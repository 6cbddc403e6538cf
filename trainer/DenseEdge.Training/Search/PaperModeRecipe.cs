using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>The steps of ATRC's own search, with the constants of the authors' code stretched over the steps at hand.</summary>
/// <remarks>
/// Bruggemann et al., ICCV 2021. Weights (SGD) and preferences (Adam) step on the same batch. Pairs freeze when one context leads
/// by 0.3. The preferences' rate is 5e-4 at 40 000 steps, and larger in a shorter search, where they would not move otherwise.
/// </remarks>
internal sealed class PaperModeRecipe : ISearchRecipe
{
    private const string WeightsFile = "optimizer.bin";
    private const string PreferencesFile = "preferences.bin";
    private const int NoiseStream = 32;

    private readonly Supernet _network;
    private readonly SupernetOptions _options;
    private readonly TrainingOptions _training;
    private readonly MultiTaskLoss _loss;
    private readonly GradientStep _gradients;
    private readonly SGD _weights;
    private readonly Adam _preferences;
    private double? _lastShare;

    /// <summary>Prepares the first step.</summary>
    /// <param name="network">The supernet, in training mode.</param>
    /// <param name="options">How far preferences can go.</param>
    /// <param name="training">Losses and seed.</param>
    public PaperModeRecipe(Supernet network, SupernetOptions options, TrainingOptions training)
    {
        (_network, _options, _training) = (network, options, training);
        _loss = new MultiTaskLoss(network.Options, () => network.NormalCentroids, training.Loss);
        _gradients = new GradientStep(network, PaperRecipe.SearchGradientClipNorm);
        _weights = optim.SGD(
            network.Weights.Where(weight => weight.requires_grad), PaperRecipe.LearningRate, PaperRecipe.Momentum,
            weight_decay: PaperRecipe.WeightDecay);
        _preferences = optim.Adam(network.Preferences, 1, PaperRecipe.PreferenceBeta1, PaperRecipe.PreferenceBeta2);
        _gradients.Prepare();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => ["total", "entropy", "frozen"];

    /// <inheritdoc/>
    public IReadOnlyList<double> Step(Tensor images, LabelBatch labels, int step, double share)
    {
        SetRates(share);
        using NetworkOutput output = _network.Compute(images, Weights(step, share));
        Tensor task = _loss.Compute(output, labels).Total;
        Tensor entropy = _network.Head.MeanEntropy();
        _gradients.Compute([_weights, _preferences], task + (entropy * SearchSchedule.EntropyWeightAt(share)), step);
        _weights.step();
        _preferences.step();
        return [task.item<float>(), entropy.item<float>(), _network.Head.Pairs.Values.Count(pair => pair.Frozen is not null)];
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        _weights.save_state_dict(Path.Combine(folder, WeightsFile));
        _preferences.save_state_dict(Path.Combine(folder, PreferencesFile));
    }

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _weights.load_state_dict(Path.Combine(folder, WeightsFile));
        _preferences.load_state_dict(Path.Combine(folder, PreferencesFile));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _preferences.Dispose();
    }

    private Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Weights(int step, double share)
    {
        GumbelNoise noise = new(IterationRandom.For(_training.Seed, step, NoiseStream));
        double temperature = SearchSchedule.TemperatureAt(share);
        return _network.Head.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value.TryFreeze()
            ? pair.Value.Decided()
            : pair.Value.Sample(noise.Draw((int)pair.Value.Preference.shape[0]), temperature));
    }

    private void SetRates(double share)
    {
        double rate = PaperRecipe.LearningRate * Math.Pow(1 - Math.Clamp(share, 0, 1), PaperRecipe.DecayPower);
        foreach (optim.ILearningRateController group in _weights.ParamGroups)
        {
            group.LearningRate = rate;
        }

        // In a search of given steps the rate is constant, as in the paper; otherwise it follows the time that steps take.
        double passed = _training.Steps is { } steps ? 1.0 / steps : share - (_lastShare ?? share);
        _lastShare = share;
        foreach (optim.ILearningRateController group in _preferences.ParamGroups)
        {
            group.LearningRate = _options.PreferenceTravel * passed;
        }
    }
}
