using DenseEdge.Agent.Updating;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>Turns the faults of transfers, metadata and bundles into whose fault they are. What is left is the disk's.</summary>
internal static class SourceFaults
{
    public static async Task<T> Named<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (TransferException fault)
        {
            throw new UpdateException(IsTampering(fault) ? UpdateFailure.Refused : UpdateFailure.Network, fault.Message, fault);
        }
        catch (TufException fault)
        {
            throw new UpdateException(UpdateFailure.Refused, fault.Message, fault) { Repository = FaultOf(fault.Reason) };
        }
        catch (InvalidDataException fault)
        {
            throw new UpdateException(UpdateFailure.Refused, fault.Message, fault);
        }
        catch (FileNotFoundException fault)
        {
            throw new UpdateException(UpdateFailure.Refused, fault.Message, fault);
        }
    }

    private static RepositoryFault FaultOf(TufReason reason) => reason switch
    {
        TufReason.Expired => RepositoryFault.Expired,
        TufReason.Rollback => RepositoryFault.RolledBack,
        _ => RepositoryFault.Untrusted,
    };

    private static bool IsTampering(TransferException fault)
        => fault.Reason is TransferReason.TooLong or TransferReason.WrongDigest;
}
