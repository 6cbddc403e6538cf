using System.Text.Json.Nodes;
using DenseEdge.Cli.Reporting;
using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Comparing;

/// <summary>Names configurations by what they are, and, where that is the same, by the settings that differ.</summary>
internal static class GroupLabels
{
    private const int MostSettings = 3;
    private const int LongestValue = 20;

    /// <summary>Names configurations.</summary>
    /// <param name="runs">One run of each configuration.</param>
    /// <returns>One label per run, in the same order.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunResult> runs)
    {
        string[] labels = [.. runs.Select(Base)];
        Dictionary<string, string>[] settings = [.. runs.Select(run => Flatten(run.ConfigurationKey))];
        string[] result = [.. labels];
        for (int i = 0; i < labels.Length; i++)
        {
            int[] same = [.. Enumerable.Range(0, labels.Length).Where(other => labels[other] == labels[i])];
            if (same.Length > 1)
            {
                result[i] += $" ({Differences(settings, same, i)})";
            }
        }

        return result;
    }

    private static string Base(RunResult run)
    {
        NetworkOptions network = run.Configuration.Network;
        ContrastMode contrast = run.Configuration.Training.Contrast.Mode;
        string tasks = run.Tasks.Count == 1 ? $"{run.Tasks[0].Key()} alone" : $"{run.Tasks.Count} tasks";
        return $"{network.Backbone}, {tasks}"
            + (network.Refinement == RefinementKind.None ? "" : $", {MethodNames.Of(network.Refinement)}")
            + (contrast == ContrastMode.Off ? "" : $", {MethodNames.Of(contrast)}");
    }

    private static string Differences(Dictionary<string, string>[] settings, int[] same, int own)
    {
        string[] keys = [.. same.SelectMany(index => settings[index].Keys).Distinct()
            .Where(key => same.Select(index => settings[index].GetValueOrDefault(key)).Distinct().Count() > 1)];
        IEnumerable<string> shown = keys.Take(MostSettings).Select(key => $"{key} {settings[own].GetValueOrDefault(key, "none")}");
        return string.Join(", ", shown) + (keys.Length > MostSettings ? $" and {keys.Length - MostSettings} more" : "");
    }

    // {"network": {"neck_channels": 64}} to network.neck_channels = 64.
    private static Dictionary<string, string> Flatten(string json)
    {
        Dictionary<string, string> leaves = [];
        Visit(JsonNode.Parse(json), "");
        return leaves;

        void Visit(JsonNode? node, string path)
        {
            switch (node)
            {
                case JsonObject branch:
                    foreach ((string key, JsonNode? child) in branch)
                    {
                        Visit(child, path.Length == 0 ? key : $"{path}.{key}");
                    }

                    break;
                case null:
                    leaves[path] = "none";
                    break;
                default:
                    string text = node.ToJsonString();
                    leaves[path] = text.Length <= LongestValue ? text : text[..LongestValue] + "...";
                    break;
            }
        }
    }
}
