namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>The process is gone. No code under test may catch it.</summary>
public sealed class PowerCutException(string step) : Exception($"The power went at: {step}");
