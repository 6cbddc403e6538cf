namespace DenseEdge.Onnx.Linting;

/// <summary>What a rule says about itself; the page of all codes and <c>--explain</c> show it.</summary>
/// <param name="Title">The rule in one line.</param>
/// <param name="Why">What happens on the target when it is broken.</param>
/// <param name="Source">Where that was read or measured.</param>
/// <param name="Advice">What to do, as one or two sentences that stand behind every finding.</param>
/// <param name="Example">A graph that breaks the rule, then one that keeps it.</param>
public sealed record LintRuleText(string Title, string Why, string Source, string Advice, string Example);
