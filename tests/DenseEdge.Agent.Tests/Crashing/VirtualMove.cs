namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>A rename that isn't durable yet. It happens as a whole: a journalling file system never loses the thing itself.</summary>
internal sealed record VirtualMove(VirtualNode Node, VirtualFolder From, string OldName, VirtualFolder To, string NewName);
