namespace DenseEdge.FleetServer.Settings;

/// <summary>The command line or the file of settings is wrong; the message says what was expected and what was found.</summary>
internal sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
