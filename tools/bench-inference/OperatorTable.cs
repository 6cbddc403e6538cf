using System.Globalization;
using System.Text.Json;

namespace DenseEdge.InferenceBench;

/// <summary>Reads the profile that ONNX Runtime writes, and prints where the time goes.</summary>
internal static class OperatorTable
{
    private const int Longest = 20;
    private const string KernelSuffix = "_kernel_time";

    /// <summary>Prints operators and the longest nodes.</summary>
    /// <param name="path">The profile, a JSON list of events.</param>
    /// <param name="runs">How many runs it holds; the first is not counted.</param>
    public static void Print(string path, int runs)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] events =
        [
            .. document.RootElement.EnumerateArray().Where(
                entry => entry.TryGetProperty("cat", out JsonElement kind) && kind.GetString() == "Node"
                    && entry.GetProperty("name").GetString()!.EndsWith(KernelSuffix, StringComparison.Ordinal)),
        ];
        int count = events.Length / runs;
        NodeTime[] nodes = [.. Enumerable.Range(0, count).Select(node => Read(events, node, count, runs))];
        double total = nodes.Sum(node => node.Ms);
        Print($"{count} nodes, {total:F1} ms (medians of {runs - 1} runs, with the profiler on)");
        foreach (IGrouping<string, NodeTime> group in nodes.GroupBy(node => node.Operator).OrderByDescending(Sum))
        {
            Print($"  {group.Key,-24}{group.Count(),5}{Sum(group),9:F2} ms{Sum(group) / total,8:P1}");
        }

        Print($"the {Longest} longest");
        foreach (NodeTime node in nodes.OrderByDescending(node => node.Ms).Take(Longest))
        {
            Print($"  {node.Ms,7:F2} ms  {node.Operator,-16} {node.Name}  {node.Shapes}");
        }
    }

    private static double Sum(IEnumerable<NodeTime> nodes) => nodes.Sum(node => node.Ms);

    private static NodeTime Read(JsonElement[] events, int node, int count, int runs)
    {
        double[] durations =
            [.. Enumerable.Range(1, runs - 1).Select(run => events[(run * count) + node].GetProperty("dur").GetDouble()).Order()];
        JsonElement arguments = events[node].GetProperty("args");
        return new NodeTime(
            events[node].GetProperty("name").GetString()![..^KernelSuffix.Length],
            arguments.GetProperty("op_name").GetString()!,
            durations[durations.Length / 2] / 1000,
            $"{Shapes(arguments, "input_type_shape")} -> {Shapes(arguments, "output_type_shape")}");
    }

    private static string Shapes(JsonElement arguments, string name)
        => string.Join(' ', arguments.GetProperty(name).EnumerateArray()
            .SelectMany(value => value.EnumerateObject())
            .Select(entry => string.Join('x', entry.Value.EnumerateArray().Select(size => size.GetInt64())))
            .Where(shape => shape.Contains('x', StringComparison.Ordinal)));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record NodeTime(string Name, string Operator, double Ms, string Shapes);
}
