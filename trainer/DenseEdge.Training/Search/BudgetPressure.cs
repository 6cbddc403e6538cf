using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>Pushes the preferences of a supernet under a latency budget; see <see cref="LatencyPressure"/>.</summary>
internal sealed class BudgetPressure
{
    // EMA(g) forgets over about ten steps.
    private const double ExcessMemory = 0.9;

    private readonly LatencyPressure _options;
    private readonly GenotypeCosts _costs;
    private readonly SupernetHead _head;
    private readonly TaskKind[] _tasks;

    /// <summary>Starts without pressure.</summary>
    /// <param name="options">Costs, budget and rates.</param>
    /// <param name="head">The head whose preferences are pushed.</param>
    public BudgetPressure(LatencyPressure options, SupernetHead head)
    {
        (_options, _costs, _head) = (options, options.Costs(), head);
        _tasks = [.. head.Tasks.Select(task => task.Kind)];
    }

    /// <summary>λ.</summary>
    public double Multiplier { get; set; }

    /// <summary>EMA(g).</summary>
    public double MeanExcess { get; set; }

    /// <summary>E[L] of the last <see cref="Loss"/>, in milliseconds.</summary>
    public double ExpectedMs { get; private set; }

    /// <summary>Computes a term whose gradient is that of λg + ρ/2 · max(0, g)², and moves EMA(g).</summary>
    /// <returns>A scalar with gradient to α; its value is the tangent's, not the penalty's.</returns>
    /// <remarks>p = softmax(α), not the Gumbel draw: the expectation is exact and has no noise.</remarks>
    public Tensor Loss()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<(TaskKind, TaskKind), Tensor> probabilities = _head.Pairs.ToDictionary(
            pair => pair.Key, pair => pair.Value.Probabilities());
        double[,,] slopes = Slopes(probabilities, out double excess);
        MeanExcess = (ExcessMemory * MeanExcess) + ((1 - ExcessMemory) * excess);
        double slope = (Multiplier + (_options.Augmentation * Math.Max(0, excess))) / (_options.BudgetMs * 1e3);
        Tensor sum = zeros([]);
        foreach ((int target, int source) in AllPairs())
        {
            Tensor p = probabilities[(_tasks[target], _tasks[source])];
            float[] parts = [.. Enumerable.Range(0, (int)p.shape[0])
                .Select(code => (float)(slopes[target, source, code] * slope))];
            sum = sum + (p * tensor(parts)).sum();
        }

        return sum.MoveToOuterDisposeScope();
    }

    /// <summary>λ ← clip(λ + η · EMA(g), 0, λmax).</summary>
    /// <param name="share">The share of the search that has passed since the last ascent, 0 to 1.</param>
    public void Ascend(double share)
        => Multiplier = Math.Clamp(
            Multiplier + (_options.DualTravel * share * MeanExcess), 0, _options.LargestMultiplier);

    /// <summary>∂E[L]/∂p in microseconds, [target, source, context].</summary>
    private double[,,] Slopes(Dictionary<(TaskKind, TaskKind), Tensor> probabilities, out double excess)
    {
        int contexts = Enum.GetValues<ContextType>().Length;
        double[,,] p = new double[_tasks.Length, _tasks.Length, contexts];
        double[,,] gradient = new double[_tasks.Length, _tasks.Length, contexts];
        foreach ((int target, int source) in AllPairs())
        {
            float[] values = probabilities[(_tasks[target], _tasks[source])].detach().data<float>().ToArray();
            for (int code = 0; code < values.Length; code++)
            {
                p[target, source, code] = values[code];
            }
        }

        ExpectedMs = ExpectedLatency.Compute(_costs, p, gradient) / 1e3;
        excess = (ExpectedMs - _options.BudgetMs) / _options.BudgetMs;
        return gradient;
    }

    private IEnumerable<(int Target, int Source)> AllPairs()
        => _tasks.SelectMany((_, target) => _tasks.Select((_, source) => (target, source)));
}
