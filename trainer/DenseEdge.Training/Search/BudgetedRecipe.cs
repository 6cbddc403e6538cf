using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>The steps of <see cref="SupernetTraining"/>: single paths first, then also mixed contexts under a budget.</summary>
internal sealed class BudgetedRecipe : ISearchRecipe
{
    private const string WeightsFile = "optimizer.bin";
    private const string PreferencesFile = "preferences.bin";
    private const string StateFile = "search.json";

    // The stream of the Gumbel noise; the pairs' paths have their own.
    private const int NoiseStream = 32;

    private readonly Supernet _network;
    private readonly SupernetOptions _options;
    private readonly TrainingOptions _training;
    private readonly MultiTaskLoss _loss;
    private readonly FairPaths _paths;
    private readonly GradientStep _gradients;
    private readonly BudgetPressure? _budget;
    private readonly AdamW _weights;
    private readonly Adam _preferences;
    private readonly List<double> _peakRates;
    private readonly LearningRateSchedule _schedule;
    private double _lastShare;

    /// <summary>Prepares the first step.</summary>
    /// <param name="network">The supernet, in training mode.</param>
    /// <param name="options">Phases and budget.</param>
    /// <param name="training">Learning rates, losses and seed.</param>
    public BudgetedRecipe(Supernet network, SupernetOptions options, TrainingOptions training)
    {
        (_network, _options, _training, _lastShare) = (network, options, training, options.WarmUpShare);
        _loss = new MultiTaskLoss(network.Options, () => network.NormalCentroids, training.Loss);
        _paths = new FairPaths(training.Seed);
        _gradients = new GradientStep(network, training.GradientClipNorm);
        _budget = options.Latency is { } latency ? new BudgetPressure(latency, network.Head) : null;
        _weights = WeightOptimizer.Make(
            network.named_parameters()
                .Where(named => !named.name.EndsWith(ContextMixture.PreferenceName, StringComparison.Ordinal)),
            training);
        _preferences = optim.Adam(network.Preferences, 1, PaperRecipe.PreferenceBeta1, PaperRecipe.PreferenceBeta2);
        _peakRates = [.. _weights.ParamGroups.Select(group => group.LearningRate)];
        _schedule = new LearningRateSchedule(training.WarmUpShare, training.DecayPower);
        _gradients.Prepare();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => ["total", "entropy", "latency_ms", "multiplier"];

    /// <inheritdoc/>
    public IReadOnlyList<double> Step(Tensor images, LabelBatch labels, int step, double share)
    {
        SetRates(share, step);
        bool mixes = Mixes(step, share);
        using NetworkOutput output = _network.Compute(
            images, mixes ? Mixture(step, share) : _paths.Draw(_network.Head.Pairs, step));
        Tensor task = _loss.Compute(output, labels).Total;
        Tensor entropy = _network.Head.MeanEntropy();
        Tensor loss = task;
        if (mixes)
        {
            loss = loss + (entropy * SearchSchedule.EntropyWeightAt(PhaseShare(share)));
            loss = _budget is null ? loss : loss + _budget.Loss();
        }

        _gradients.Compute([_weights, _preferences], loss, step);
        _weights.step();
        if (mixes)
        {
            StepPreferences(share);
        }

        return [task.item<float>(), entropy.item<float>(), _budget?.ExpectedMs ?? 0, _budget?.Multiplier ?? 0];
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        _weights.save_state_dict(Path.Combine(folder, WeightsFile));
        _preferences.save_state_dict(Path.Combine(folder, PreferencesFile));
        BudgetState state = new(_budget?.Multiplier ?? 0, _budget?.MeanExcess ?? 0, _lastShare);
        RunFolder.WriteText(Path.Combine(folder, StateFile), ConfigurationJson.Write(state));
    }

    /// <inheritdoc/>
    public void Load(string folder)
    {
        _weights.load_state_dict(Path.Combine(folder, WeightsFile));
        _preferences.load_state_dict(Path.Combine(folder, PreferencesFile));
        string path = Path.Combine(folder, StateFile);
        BudgetState state = ConfigurationJson.Read<BudgetState>(File.ReadAllText(path), $"'{path}'");
        _lastShare = state.LastShare;
        if (_budget is not null)
        {
            (_budget.Multiplier, _budget.MeanExcess) = (state.Multiplier, state.MeanExcess);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _preferences.Dispose();
    }

    /// <summary>Whether a step mixes contexts: after the warm-up, spread evenly over the steps.</summary>
    private bool Mixes(int step, double share)
    {
        double mixed = 1 - _options.PathShare;
        return share >= _options.WarmUpShare && Math.Floor((step + 1) * mixed) > Math.Floor(step * mixed);
    }

    private Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Mixture(int step, double share)
    {
        GumbelNoise noise = new(IterationRandom.For(_training.Seed, step, NoiseStream));
        double temperature = SearchSchedule.TemperatureAt(PhaseShare(share));
        return _network.Head.Pairs.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Sample(noise.Draw((int)pair.Value.Preference.shape[0]), temperature));
    }

    /// <summary>The share of the phase after the warm-up, 0 to 1.</summary>
    private double PhaseShare(double share)
        => _options.WarmUpShare < 1 ? Math.Clamp((share - _options.WarmUpShare) / (1 - _options.WarmUpShare), 0, 1) : 0;

    private void SetRates(double share, int step)
    {
        double factor = _schedule.Factor(share + (step == 0 ? 1e-3 : 0));
        foreach ((optim.ILearningRateController group, double peak) in _weights.ParamGroups.Zip(_peakRates))
        {
            group.LearningRate = peak * factor;
        }
    }

    private void StepPreferences(double share)
    {
        double passed = Math.Max(0, share - _lastShare);
        _lastShare = share;
        foreach (optim.ILearningRateController group in _preferences.ParamGroups)
        {
            group.LearningRate = _options.PreferenceTravel * passed;
        }

        _preferences.step();
        _budget?.Ascend(passed);
    }
}
