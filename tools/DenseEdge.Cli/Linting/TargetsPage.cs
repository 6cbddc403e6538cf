using System.Globalization;
using System.Text;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Linting;

/// <summary>The page docs/targets.md: what every target accepts, and every code of the linter. It is written from the
/// profiles and the rules themselves, so that it cannot say anything else than the program does.</summary>
internal static class TargetsPage
{
    private const string Head = """
        # Targets and codes

        `denseedge lint` tells before deployment what a device will refuse, run slowly, or compute wrongly. It judges any ONNX
        file, ours or not.

        ```
        ./denseedge lint model.onnx --target jetpack5,directml    # one line a finding, the worst first
        ./denseedge lint model.onnx --target cpu --json           # for programs; --json FILE writes a file
        ./denseedge lint model.onnx --target trt11 --strict       # warnings fail too
        ./denseedge lint --explain TRT-Q03                        # why, what to do, an example, the source
        ./denseedge lint model.onnx --target my-board.json        # a profile of your own
        ```

        Exit code 0: accepted; 1: errors (or warnings with `--strict`, or a file that is no model); 2: the command made no sense.
        An **error** means that the target refuses the model or computes wrong numbers, a **warning** that it runs slower or less
        exactly than it could; **info** is worth knowing and often a choice. Codes never change their meaning. The rules look at
        the file alone: they do not replace a build on the device, and nothing here was run on a Jetson or with TensorRT.

        This page is written by `./denseedge lint --explain page`.
        """;

    private const string OwnProfile = """
        ## A new device is a new file

        A profile is [a JSON file](../quantize/DenseEdge.Onnx/targets): copy the closest one, change name, versions and lists, and
        name its path after `--target`. Every fault in it is reported at once. A file in that folder becomes a target by its
        name when the program is built. Each profile names the source of its facts and says which are not verified.
        """;

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        StringBuilder page = new();
        page.AppendLine(Head).AppendLine();
        Targets(page);
        page.AppendLine().AppendLine(OwnProfile);
        Unverified(page);
        Codes(page);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Targets(StringBuilder page)
    {
        page.AppendLine("## Targets").AppendLine();
        page.AppendLine("| target | device | engine | opset | inputs | quantised flavours |");
        page.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (TargetProfile target in TargetProfiles.Names.Select(TargetProfiles.Find))
        {
            string inputs = string.Join(", ", target.InputTypes.Select(type => type.ToString().ToLowerInvariant()));
            string[] flavours = [.. target.Precisions.Where(entry => entry.IsQuantized).Select(entry => entry.Name)];
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{target.Name}` | {target.Title} | {target.EngineVersion} "
                + $"| {target.Opset.Minimum} to {target.Opset.Maximum} | {inputs} | {(flavours.Length > 0 ? string.Join(", ", flavours) : "none")} |");
        }
    }

    private static void Unverified(StringBuilder page)
    {
        page.AppendLine().AppendLine("## What is assumed").AppendLine();
        page.AppendLine("Facts whose source leaves doubt, or that nobody tried:").AppendLine();
        IEnumerable<IGrouping<string, string>> facts = TargetProfiles.Names.Select(TargetProfiles.Find)
            .SelectMany(target => target.Notes.Where(note => !note.Verified).Select(note => (Text(note), target.Name)))
            .GroupBy(entry => entry.Item1, entry => entry.Name);
        foreach (IGrouping<string, string> fact in facts)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"- {string.Join(", ", fact)}: {fact.Key}");
        }

        static string Text(TargetNote note) => $"{note.Fact} ({note.Source})";
    }

    private static void Codes(StringBuilder page)
    {
        page.AppendLine().AppendLine("## Codes").AppendLine();
        page.AppendLine("| code | severity | what is found | why it matters | what to do |");
        page.AppendLine("| --- | --- | --- | --- | --- |");
        foreach (ILintRule rule in Linter.Rules)
        {
            string[] cells =
                [$"`{rule.Code}`", rule.Severity.ToString().ToLowerInvariant(), rule.Text.Title, rule.Text.Why, rule.Text.Advice];
            page.AppendLine($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
        }
    }
}
