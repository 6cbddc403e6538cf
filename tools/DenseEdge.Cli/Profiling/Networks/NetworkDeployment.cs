using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Profiling.Networks;

/// <summary>What of a network its latency depends on.</summary>
internal static class NetworkDeployment
{
    /// <summary>Describes a network as it will be deployed.</summary>
    /// <param name="network">Its shape; the genotype takes no part.</param>
    /// <param name="precision">The arithmetic.</param>
    /// <param name="target">The target that it is exported for.</param>
    /// <exception cref="ArgumentException">The encoder is split: a profile has one latency for it.</exception>
    public static Deployment Of(NetworkOptions network, ModelPrecision precision, string target) => network.Split is null
        ? new Deployment
        {
            Backbone = BackboneNames.Of(network.Backbone),
            OutputStride = network.OutputStride,
            Neck = JsonNamingPolicy.SnakeCaseLower.ConvertName(network.Neck.ToString()),
            NeckChannels = network.NeckChannels,
            TaskChannels = network.TaskChannels,
            ContextChannels = network.ContextChannels,
            InputHeight = network.InputHeight,
            InputWidth = network.InputWidth,
            Tasks = [.. network.Tasks.Select(task => new DeploymentTask(task.Kind, task.Classes.Count))],
            Precision = precision,
            Target = target,
        }
        : throw new ArgumentException("Expected one encoder for all tasks, found one that is split.");
}
