namespace DenseEdge.AgentService;

/// <summary>The configuration can't be used.</summary>
internal sealed class ConfigurationException(string message, Exception cause) : Exception(message, cause);
