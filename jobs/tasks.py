"""The two Celery tasks. The worker and the embedded driver both call them."""

from celery import shared_task

from jobs import services


@shared_task(name="jobs.tasks.run_job")
def run_job(job_id: int) -> bool:
    """Run one job if it is due and no worker holds it. Return whether it finished."""
    return services.job_run(job_id=job_id)


@shared_task(name="jobs.tasks.dispatch")
def dispatch() -> int:
    """Dispatch the due jobs, and enqueue tonight's. Return the number of dispatched jobs."""
    services.recurring_jobs_enqueue()
    ids = services.jobs_due()
    for job_id in ids:
        run_job.delay(job_id)
    return len(ids)
