using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.LocalAttentionBench;

/// <summary>Random queries, keys, values and output gradients, and a clock around one pass.</summary>
internal sealed class AttentionInputs : IDisposable
{
    private readonly Tensor[] _maps;
    private readonly Tensor _gradient;

    public AttentionInputs(BenchOptions options)
    {
        manual_seed(1);
        long[] shape = [options.Batch, options.Channels, options.Height, options.Width];
        _maps = [.. Enumerable.Range(0, 3).Select(_ => randn(shape).requires_grad_())];
        _gradient = randn(shape);
    }

    /// <summary>Computes a form without gradients.</summary>
    /// <returns>[N, D, H, W].</returns>
    public Tensor Forward(LocalForm form)
    {
        using IDisposable withoutGradients = no_grad();
        return form.Attend(_maps[0], _maps[1], _maps[2]);
    }

    /// <summary>Computes a form and its gradients.</summary>
    /// <returns>The gradients of query, key and value.</returns>
    public IList<Tensor> ForwardAndBackward(LocalForm form)
    {
        using Tensor attended = form.Attend(_maps[0], _maps[1], _maps[2]);
        return autograd.grad([attended], _maps, [_gradient]);
    }

    /// <summary>Times one pass.</summary>
    /// <param name="form">The form.</param>
    /// <param name="withGradients">Whether the gradients are computed too.</param>
    /// <returns>What it took.</returns>
    public PassTime Time(LocalForm form, bool withGradients)
    {
        using DisposeScope scope = NewDisposeScope();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        if (withGradients)
        {
            ForwardAndBackward(form);
        }
        else
        {
            Forward(form);
        }

        double elapsedMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new PassTime(elapsedMs, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    public void Dispose()
    {
        _gradient.Dispose();
        foreach (Tensor map in _maps)
        {
            map.Dispose();
        }
    }
}
