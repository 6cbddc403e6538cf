using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>
/// The mean latency of genotypes whose pairs are drawn independently, and how it changes with the probabilities. Closed form, fixed
/// charges included, so a search feels the budget without sampling noise.
/// </summary>
/// <remarks>
/// <code>E[need_k] = 1 − Π_s (1 − p[k,s,T]) · Π_{t≠k} (1 − p[t,k,S])
/// E[on_t]   = 1 − Π_s p[t,s,none]
/// E[L]      = b + Σ l·p + Σ_t r[t] E[on_t] + Σ_k f[k] E[need_k]</code>
/// </remarks>
public static class ExpectedLatency
{
    /// <summary>Computes the mean and its gradient.</summary>
    /// <param name="costs">What genotypes cost.</param>
    /// <param name="probabilities">p: [target, source, context], from 0 to 1, sums of 1 over the contexts.</param>
    /// <param name="gradient">∂E[L]/∂p in microseconds, [target, source, context]; overwritten.</param>
    /// <returns>E[L] in microseconds.</returns>
    /// <exception cref="ArgumentException">Sizes don't agree.</exception>
    public static double Compute(GenotypeCosts costs, double[,,] probabilities, double[,,] gradient)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(gradient);
        int tasks = costs.TaskCount;
        RequireSize(probabilities, tasks, nameof(probabilities));
        RequireSize(gradient, tasks, nameof(gradient));
        double mean = costs.FixedMicroseconds;
        foreach ((int target, int source) in Pairs(tasks))
        {
            foreach (ContextType context in Enum.GetValues<ContextType>())
            {
                long cost = costs.PairMicroseconds(target, source, context);
                gradient[target, source, (int)context] = cost;
                mean += cost * probabilities[target, source, (int)context];
            }
        }

        for (int task = 0; task < tasks; task++)
        {
            Site[] silent = [.. Enumerable.Range(0, tasks).Select(source => new Site(task, source, ContextType.None, Complement: false))];
            mean += AddCharge(costs.RowMicroseconds(task), silent, probabilities, gradient);
            mean += AddCharge(costs.AuxiliaryHeadMicroseconds(task), [.. LabelSites(task, tasks)], probabilities, gradient);
        }

        return mean;
    }

    /// <summary>Adds charge · (1 − Π q), where q is a site's probability or what it lacks to 1.</summary>
    private static double AddCharge(long charge, Site[] sites, double[,,] probabilities, double[,,] gradient)
    {
        double[] factors = [.. sites.Select(site => site.Factor(probabilities))];
        for (int i = 0; i < sites.Length; i++)
        {
            // The product of the others, not a quotient: a factor may be 0.
            double others = 1;
            for (int j = 0; j < sites.Length; j++)
            {
                others *= j == i ? 1 : factors[j];
            }

            Site site = sites[i];
            gradient[site.Target, site.Source, (int)site.Context] += (site.Complement ? charge : -charge) * others;
        }

        return charge * (1 - factors.Aggregate(1.0, (product, factor) => product * factor));
    }

    private static IEnumerable<Site> LabelSites(int task, int tasks)
        => Enumerable.Range(0, tasks).Select(source => new Site(task, source, ContextType.TargetLabel, Complement: true))
            .Concat(Enumerable.Range(0, tasks).Where(target => target != task)
                .Select(target => new Site(target, task, ContextType.SourceLabel, Complement: true)));

    private static IEnumerable<(int Target, int Source)> Pairs(int tasks)
        => Enumerable.Range(0, tasks).SelectMany(target => Enumerable.Range(0, tasks).Select(source => (target, source)));

    private static void RequireSize(double[,,] array, int tasks, string name)
    {
        (int, int, int) size = (array.GetLength(0), array.GetLength(1), array.GetLength(2));
        int contexts = Enum.GetValues<ContextType>().Length;
        if (size != (tasks, tasks, contexts))
        {
            throw new ArgumentException(
                $"Expected [{tasks}, {tasks}, {contexts}], got [{size.Item1}, {size.Item2}, {size.Item3}].", name);
        }
    }

    private readonly record struct Site(int Target, int Source, ContextType Context, bool Complement)
    {
        public double Factor(double[,,] probabilities)
        {
            double probability = probabilities[Target, Source, (int)Context];
            return Complement ? 1 - probability : probability;
        }
    }
}
